package dev.holdup.analysis.inspection;

/// What was asked for is not in the dump, or cannot be told apart; the message says what to ask for instead.
public final class NothingToInspect extends Exception {
    private static final long serialVersionUID = 1L;

    NothingToInspect(String sentence) {
        super(sentence);
    }

    NothingToInspect(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// One sentence. Names in it are as the dump has them: not escaped.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
