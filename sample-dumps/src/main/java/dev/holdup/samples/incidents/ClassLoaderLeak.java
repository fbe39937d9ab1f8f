package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.RedeployedShop;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.startup.Tomcat;

/// A web application that is deployed again and again; the loaders of all its former lives stay.
final class ClassLoaderLeak extends SelfDriven {

    private static final int DEPLOYMENTS = 9;
    private static final String IDLE = "org.apache.tomcat.util.threads.TaskQueue.take";

    ClassLoaderLeak() {
        super(
                "class-loader-leak",
                "a Tomcat that keeps eight former deployments of its one web application",
                RedeployedShop.class,
                List.of(Tomcat.class, PostConstruct.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(DEPLOYMENTS, catalogueBytes(scale));
    }

    private static int catalogueBytes(Scale scale) {
        return scale.choose(6 << 20, 1 << 20);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("PORT");
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(IDLE, "-exec-") == 10;
    }

    /// `payloadBytes` is that of the former lives; the present one has as much.
    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("class-loader-leak", "class-loading", "leak")
                .and("units", 0)
                .and("class", "org.apache.catalina.loader.ParallelWebappClassLoader")
                .and("entries", DEPLOYMENTS - 1)
                .and("root", "dev.holdup.samples.apps.EventBus.LISTENERS")
                .payload(DEPLOYMENTS - 1, catalogueBytes(scale), 0)
                .and("idle", threads.names(IDLE, "-exec-"))
                .threadsAlone(Expected.nothing());
    }
}
