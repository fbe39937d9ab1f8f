package dev.holdup.server.content;

import java.io.IOException;

/// The bucket does not answer, or refuses; the same may go well later.
public final class StoreAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
