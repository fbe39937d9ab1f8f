package dev.holdup.server.deeper;

/// A heap cannot be asked. The message is one sentence for who asked.
public final class LookFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public enum Reason {
        /// It is not kept: it has to be prepared first.
        NOT_PREPARED,
        /// Too many ask, or the answer takes too long.
        BUSY,
        /// The process ended.
        BROKEN
    }

    LookFailure(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
