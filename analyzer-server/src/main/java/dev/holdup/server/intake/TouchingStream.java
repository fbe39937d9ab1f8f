package dev.holdup.server.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Lets it be known from time to time that bytes come.
final class TouchingStream extends FilterInputStream {
    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private final Runnable touch;
    private long touchedAt;

    TouchingStream(InputStream in, Runnable touch) {
        super(in);
        this.touch = touch;
        touch.run();
        touchedAt = System.nanoTime();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (System.nanoTime() - touchedAt > EVERY_NANOS) {
            touch.run();
            touchedAt = System.nanoTime();
        }
        return in.read(buffer, offset, length);
    }
}
