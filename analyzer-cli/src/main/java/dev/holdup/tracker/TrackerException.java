package dev.holdup.tracker;

import org.jspecify.annotations.Nullable;

/// A tracker did not take what it was sent. The message is one sentence that says what to do; no token is in it.
public final class TrackerException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrackerException(String sentence) {
        this(sentence, null);
    }

    TrackerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
