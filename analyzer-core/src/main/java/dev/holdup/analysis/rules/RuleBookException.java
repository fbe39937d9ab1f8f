package dev.holdup.analysis.rules;

/// A mistake in a rule file, as one sentence to its author: file, line, what is expected.
public final class RuleBookException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    /// @param line from 1; 0 if it is about the file as a whole
    public RuleBookException(String file, int line, String expected) {
        super(file + (line > 0 ? " line " + line : "") + ": " + expected);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }
}
