package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.PartnerCalls;
import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.slf4j.LoggerFactory;

/// All connections to a silent partner are in use; the other requests wait for one.
final class HttpClient5Exhausted extends SelfDriven {

    private static final int POOL = 5;
    private static final int REQUESTS = 60;
    private static final String BLOCKED_FRAME =
            "org.apache.hc.client5.http.impl.classic.InternalExecRuntime.acquireEndpoint";
    private static final String HOLDER_FRAME = "org.apache.hc.core5.http.impl.io.SessionInputBufferImpl.fillBuffer";

    HttpClient5Exhausted() {
        super(
                "httpclient5-exhausted",
                "60 requests wait for a connection of HttpClient 5, five calls wait for a silent partner",
                PartnerCalls.class,
                List.of(HttpClient.class, HttpRequest.class, HttpVersionPolicy.class, LoggerFactory.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(POOL, REQUESTS, requestBytes(scale));
    }

    private static int requestBytes(Scale scale) {
        return scale.choose(512 << 10, 256 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        SilentBackend.openFor(child);
        super.drive(child);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(BLOCKED_FRAME) == REQUESTS && threads.count("\"call-", HOLDER_FRAME) == POOL;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "http-client-pool", "pool-exhausted")
                .group(BLOCKED_FRAME, threads.names(BLOCKED_FRAME))
                .holders(threads.names("\"call-", HOLDER_FRAME), HOLDER_FRAME)
                .remedy("RequestConfig.setResponseTimeout")
                .payload(REQUESTS, requestBytes(scale), 0)
                .threadsAlone(Expected.holdersUnknown());
    }
}
