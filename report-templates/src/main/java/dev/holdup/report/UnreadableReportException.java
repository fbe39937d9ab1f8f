package dev.holdup.report;

/// A file is no report.json that this version can read. The message is one sentence with the place.
public final class UnreadableReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;

    /// @param line from 1, 0 if the file as a whole is meant
    /// @param column from 1, 0 if the file as a whole is meant
    /// @param reason what is wrong and what to do, without the place
    UnreadableReportException(String file, int line, int column, String reason) {
        super((line > 0 ? file + " line " + line + " column " + column : file) + ": " + reason);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
