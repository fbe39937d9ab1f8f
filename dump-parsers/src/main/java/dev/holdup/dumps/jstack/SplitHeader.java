package dev.holdup.dumps.jstack;

import org.jspecify.annotations.Nullable;

/// A header over several lines: names are not escaped, so one may hold line ends.
///
/// A first line may even look whole, if a name holds what a header holds; only the next line shows that
/// the name goes on.
final class SplitHeader {
    private static final int MAX_LINES = 16;

    private final StringBuilder text = new StringBuilder();
    private int firstLine;
    private int lines;
    private boolean whole;

    /// @param whole whether the line is a header by itself
    void open(int line, String firstText, boolean whole) {
        text.setLength(0);
        text.append(firstText);
        firstLine = line;
        lines = 1;
        this.whole = whole;
    }

    void close() {
        lines = 0;
    }

    boolean isOpen() {
        return lines > 0;
    }

    /// Whether the lines so far were a header already.
    boolean isWhole() {
        return whole;
    }

    int firstLine() {
        return firstLine;
    }

    /// Lines so far, the first one included.
    int lines() {
        return lines;
    }

    /// Whether it has more lines than a name can reasonably have.
    boolean isTooLong() {
        return lines > MAX_LINES;
    }

    /// The header that ends with this line, or null if it goes on. One that was whole looks at the next line only.
    @Nullable
    ThreadHeaderLine with(String nextText) {
        boolean mayEnd = nextText.contains("\" ") && nextText.contains("tid=");
        if (whole && !mayEnd) {
            close();
            return null;
        }
        text.append('\n').append(nextText);
        ThreadHeaderLine header = mayEnd ? ThreadHeaderLine.parse(text.toString()) : null;
        lines++;
        if (header != null || whole) {
            close();
        }
        return header;
    }
}
