package dev.holdup.analysis.kept;

/// A file is no kept heap, is damaged, or is not of this dump: the heap has to be analysed anew.
public final class UnusableKeptHeapException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKeptHeapException(String sentence) {
        super(sentence);
    }
}
