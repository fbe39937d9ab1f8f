package dev.holdup.server.client;

/// The server refuses, for good or for too long. The message is a sentence for the user.
public final class UploadException extends Exception {
    private static final long serialVersionUID = 1L;

    UploadException(String message) {
        super(message);
    }

    UploadException(String message, Throwable cause) {
        super(message, cause);
    }
}
