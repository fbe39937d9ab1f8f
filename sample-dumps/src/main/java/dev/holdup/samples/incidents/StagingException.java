package dev.holdup.samples.incidents;

/// An incident did not come about, or its dumps could not be taken; the message says what was seen instead.
public final class StagingException extends Exception {

    private static final long serialVersionUID = 1;

    StagingException(String message) {
        super(message);
    }
}
