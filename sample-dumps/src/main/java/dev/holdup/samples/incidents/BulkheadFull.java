package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.BulkheadCalls;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.core.EventConsumer;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Virtual threads wait for a slot of a bulkhead; those that have one wait for a silent backend.
final class BulkheadFull extends SelfDriven {

    private static final int ALLOWED = 10;
    private static final int REQUESTS = 300;
    private static final String BLOCKED_FRAME =
            "io.github.resilience4j.bulkhead.internal.SemaphoreBulkhead.tryAcquirePermission";
    private static final String HOLDER_FRAME = "sun.net.www.http.HttpClient.parseHTTP";

    BulkheadFull() {
        super(
                "bulkhead-virtual",
                "300 virtual threads wait for a slot of a Resilience4j bulkhead, ten calls hold all of them",
                BulkheadCalls.class,
                List.of(Bulkhead.class, EventConsumer.class, LoggerFactory.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(ALLOWED, REQUESTS, orderBytes(scale));
    }

    private static int orderBytes(Scale scale) {
        return scale.choose(128 << 10, 16 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        SilentBackend.openFor(child);
        super.drive(child);
    }

    /// `jstack` and `Thread.print` do not list virtual threads.
    @Override
    String threadDump(ChildJvm child) throws StagingException, InterruptedException, IOException {
        return child.threadFileText();
    }

    @Override
    String otherThreadDump(ChildJvm child) throws StagingException, InterruptedException, IOException {
        return child.threadFileText();
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count("\"request-", BLOCKED_FRAME) == REQUESTS
                && threads.count("\"call-", HOLDER_FRAME) == ALLOWED;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "bulkhead", "permits-exhausted")
                .group(BLOCKED_FRAME, threads.names("\"request-", BLOCKED_FRAME))
                .holders(threads.names("\"call-", HOLDER_FRAME), HOLDER_FRAME)
                .remedy("maxWaitDuration")
                .payload(REQUESTS, orderBytes(scale), 0)
                .besidesBuffers();
    }
}
