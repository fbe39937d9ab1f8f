package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.GatewayServer;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.slf4j.LoggerFactory;

/// All request threads of a Jetty wait for the answer of another server.
final class SilentGateway extends SelfDriven {

    private static final int THREADS = 52;
    /// All but the acceptor and the selector.
    private static final int REQUESTS = THREADS - 2;

    private static final String BLOCKED_FRAME = "sun.net.www.http.HttpClient.parseHTTP";

    SilentGateway() {
        super(
                "jetty-silent-backend",
                "all 50 request threads of a Jetty wait for a backend that never answers",
                GatewayServer.class,
                List.of(Server.class, HttpField.class, EndPoint.class, Callback.class, LoggerFactory.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(THREADS, orderBytes(scale));
    }

    private static int orderBytes(Scale scale) {
        return scale.choose(512 << 10, 64 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        SilentBackend.openFor(child);
        HttpRequests requests = new HttpRequests(child, Integer.parseInt(child.awaitLine("PORT")));
        for (int i = 0; i < THREADS; i++) {
            requests.send("/orders/" + i);
        }
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(BLOCKED_FRAME) == REQUESTS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "remote-call", "remote-wait")
                .group(BLOCKED_FRAME, threads.names(BLOCKED_FRAME))
                .remedy("sun.net.client.defaultReadTimeout")
                .payload(REQUESTS, orderBytes(scale), 0)
                .besidesBuffers();
    }
}
