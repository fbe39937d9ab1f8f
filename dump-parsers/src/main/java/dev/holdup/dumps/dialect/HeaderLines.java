package dev.holdup.dumps.dialect;

/// The beginning of a thread's header, which goes on: names are not escaped, so one may hold line ends.
public final class HeaderLines {
    /// More lines no name can reasonably have.
    private static final int MAX = 16;

    private final StringBuilder text = new StringBuilder();
    private int firstLine;
    private int lines;

    public void open(int line, String firstText) {
        text.setLength(0);
        text.append(firstText);
        firstLine = line;
        lines = 1;
    }

    /// All lines so far.
    public String with(String nextText) {
        lines++;
        return text.append('\n').append(nextText).toString();
    }

    public boolean isOpen() {
        return lines > 0;
    }

    public boolean isTooLong() {
        return lines > MAX;
    }

    public int firstLine() {
        return firstLine;
    }

    public void close() {
        lines = 0;
    }
}
