package dev.holdup.server.web;

import org.jspecify.annotations.Nullable;

/// How fast one connection's client is. Only the time in which the server waits for the client counts: what the disk
/// takes is not the client's fault.
final class Pace {
    private final SlowClients.SlowLimits limits;
    /// Null between requests.
    private @Nullable Body body;
    private long headSince = System.nanoTime();
    /// At the end of the last request; -1 before the first.
    private long bytesBefore = -1;
    private long waitingSince;
    private boolean waiting;
    /// Since the window began.
    private long waitedNanos;
    private long receivedBytes;
    private long writingSince;
    private long writingBytes;
    private boolean writing;

    Pace(SlowClients.SlowLimits limits) {
        this.limits = limits;
    }

    /// What comes of a request's body can be told that no more is waited for.
    interface Body {
        void fail();
    }

    enum Judgement {
        FINE,
        SLOW_HEAD,
        SLOW_BODY,
        SLOW_READER
    }

    synchronized void begin(Body next) {
        body = next;
        waiting = false;
        waitedNanos = 0;
        receivedBytes = 0;
        writing = false;
    }

    /// @param bytesIn that the connection has brought so far
    synchronized void end(long bytesIn) {
        body = null;
        bytesBefore = bytesIn;
        headSince = System.nanoTime();
    }

    synchronized boolean isBetweenRequests() {
        return body == null;
    }

    synchronized void waitsForBody() {
        waiting = true;
        waitingSince = System.nanoTime();
    }

    synchronized void hasBody() {
        if (waiting) {
            waitedNanos += System.nanoTime() - waitingSince;
            waiting = false;
        }
    }

    synchronized void received(long bytes) {
        receivedBytes += bytes;
    }

    synchronized void writes(long bytes) {
        writing = true;
        writingSince = System.nanoTime();
        writingBytes = bytes;
    }

    synchronized void written() {
        writing = false;
    }

    synchronized Judgement judge(long now, long bytesIn) {
        if (body == null) {
            if (bytesIn == bytesBefore) {
                // Idle, which Jetty bounds.
                headSince = now;
            }
            return now - headSince > limits.head().toNanos() ? Judgement.SLOW_HEAD : Judgement.FINE;
        }
        double window = limits.window().toNanos();
        if (writing && now - writingSince > window + 1e9 * writingBytes / limits.bytesPerSecond()) {
            return Judgement.SLOW_READER;
        }
        long waited = waitedNanos + (waiting ? now - waitingSince : 0);
        if (waited < window) {
            return Judgement.FINE;
        }
        boolean slow = receivedBytes < limits.bytesPerSecond() * limits.window().toSeconds();
        waitedNanos = 0;
        waitingSince = now;
        receivedBytes = 0;
        return slow ? Judgement.SLOW_BODY : Judgement.FINE;
    }

    void failBody() {
        Body slow;
        synchronized (this) {
            slow = body;
        }
        if (slow != null) {
            slow.fail();
        }
    }
}
