package dev.holdup.capture;

/// Nothing can be captured; the message is one sentence that says what to do.
public final class CaptureFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CaptureFailure(String sentence) {
        super(sentence);
    }

    CaptureFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
