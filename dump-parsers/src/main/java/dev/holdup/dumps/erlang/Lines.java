package dev.holdup.dumps.erlang;

/// Steps through the lines of a part of the text.
final class Lines {
    private final DumpText text;
    private final long limit;
    private long next;
    private long start;
    private long end;

    Lines(DumpText text, long from, long limit) {
        this.text = text;
        this.limit = limit;
        this.next = from;
    }

    /// Steps to the next line; false after the last one.
    boolean next() {
        if (next >= limit) {
            return false;
        }
        start = next;
        long lineEnd = text.lineEnd(start, limit);
        end = text.contentEnd(start, lineEnd);
        next = lineEnd + 1;
        return true;
    }

    long start() {
        return start;
    }

    /// Without line feed and carriage return.
    long end() {
        return end;
    }

    /// The value of a line `key: value`; where the key does not stand, [DumpText#NOT_THERE].
    long valueOf(byte[] keyWithColon) {
        if (!text.startsWith(keyWithColon, start, end)) {
            return DumpText.NOT_THERE;
        }
        long value = start + keyWithColon.length;
        while (value < end && text.at(value) == ' ') {
            value++;
        }
        return value;
    }

    /// End of the key of a line `key: value`: its first colon; [DumpText#NOT_THERE] if it has none.
    long keyEnd() {
        return text.find(':', start, end);
    }

    /// First byte of the value after a key that ends there.
    long valueStart(long keyEnd) {
        long value = keyEnd + 1;
        while (value < end && text.at(value) == ' ') {
            value++;
        }
        return value;
    }

    String text() {
        return text.text(start, end);
    }
}
