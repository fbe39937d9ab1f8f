package dev.holdup.server.content;

/// A limit would be passed. The message says which and what to do.
public final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Which limit.
    public enum Limit {
        FILE,
        INCIDENT,
        DISK
    }

    private final Limit limit;

    NoRoomException(Limit limit, String message) {
        super(message);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
