package dev.holdup.samples.incidents;

/// The full ring buffer again; each batch of ten requests works with one payload, which no request keeps alone.
final class Log4j2AsyncBatches extends Log4j2AsyncFull {

    private static final int BATCH = 10;

    Log4j2AsyncBatches() {
        super("log4j2-async-batches", "220 requests in 22 batches, each with one payload, behind the full ring buffer");
    }

    @Override
    int orderBytes(Scale scale) {
        return 1_000;
    }

    @Override
    int sharedBytes(Scale scale) {
        return scale.choose(2 << 20, 512 << 10);
    }

    /// The first request of all has none, so the first batch has nine.
    @Override
    String prices(int request) {
        return "batch=" + request / BATCH;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return base(threads)
                .payload(REQUESTS, orderBytes(scale), (long) REQUESTS / BATCH * sharedBytes(scale))
                .and("batches", REQUESTS / BATCH)
                .besidesBuffers();
    }
}
