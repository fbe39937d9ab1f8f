package dev.holdup.dumps.erlang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sections of the text in its order: `=tag` or `=tag:id`, then the body up to the next one.
final class Sections {
    private static final byte[] SYSTEM_VERSION = "System version: ".getBytes(StandardCharsets.US_ASCII);
    /// A slogan is longer than this only if somebody wants it to be.
    private static final long LONGEST_HEADER = 1 << 20;

    private final DumpText text;
    /// Place of the `=` of each section, and the end of the text.
    private final long[] startBySection;

    private Sections(DumpText text, long[] startBySection) {
        this.text = text;
        this.startBySection = startBySection;
    }

    static Sections of(DumpText text, long[] starts) {
        // A slogan may have lines of any kind; it ends with the line of the system's version.
        long headerEnd = headerEnd(text);
        int first = 1;
        while (first < starts.length && starts[first] < headerEnd) {
            first++;
        }
        int dropped = Math.min(first, starts.length) - Math.min(1, starts.length);
        long[] kept = new long[starts.length - dropped + 1];
        if (starts.length > 0) {
            kept[0] = starts[0];
            System.arraycopy(starts, 1 + dropped, kept, 1, starts.length - 1 - dropped);
        }
        kept[kept.length - 1] = text.size();
        return new Sections(text, kept);
    }

    /// The same sections for another thread.
    Sections again() {
        return new Sections(text.again(), startBySection);
    }

    private static long headerEnd(DumpText text) {
        long limit = Math.min(text.size(), LONGEST_HEADER);
        for (long line = 0; line < limit; line = text.lineEnd(line, limit) + 1) {
            if (text.startsWith(SYSTEM_VERSION, line, limit)) {
                return line;
            }
        }
        return 0;
    }

    int count() {
        return startBySection.length - 1;
    }

    DumpText text() {
        return text;
    }

    /// Place of its `=`.
    long start(int section) {
        return startBySection[section];
    }

    long end(int section) {
        return startBySection[section + 1];
    }

    /// Null for a tag that is not known.
    @Nullable
    SectionTag tag(int section) {
        return SectionTag.KEYWORDS.of(text, start(section) + 1, tagEnd(section));
    }

    /// The tag as dumped, known or not.
    String tagText(int section) {
        return text.text(start(section) + 1, tagEnd(section));
    }

    private long tagEnd(int section) {
        long headEnd = headEnd(section);
        long colon = text.find(':', start(section) + 1, headEnd);
        return colon == DumpText.NOT_THERE ? headEnd : colon;
    }

    /// What stands behind the tag's colon; empty if nothing does.
    String id(int section) {
        return text.text(idStart(section), headEnd(section));
    }

    /// First byte of the id; [#headEnd] if there is none.
    long idStart(int section) {
        long headEnd = headEnd(section);
        long colon = text.find(':', start(section) + 1, headEnd);
        return colon == DumpText.NOT_THERE ? headEnd : colon + 1;
    }

    long headEnd(int section) {
        return text.contentEnd(start(section), text.lineEnd(start(section), end(section)));
    }

    /// First byte of the line after the head.
    long body(int section) {
        return Math.min(end(section), text.lineEnd(start(section), end(section)) + 1);
    }

    Lines lines(int section) {
        return new Lines(text, body(section), end(section));
    }

    /// The section in which this place lies.
    int at(long position) {
        int found = Arrays.binarySearch(startBySection, 0, count(), position);
        return found >= 0 ? found : -found - 2;
    }
}
