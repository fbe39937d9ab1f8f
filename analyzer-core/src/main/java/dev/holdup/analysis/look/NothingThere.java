package dev.holdup.analysis.look;

/// What was asked for is not in the heap. The message is one sentence.
public final class NothingThere extends Exception {
    private static final long serialVersionUID = 1L;

    NothingThere(String sentence) {
        super(sentence);
    }
}
