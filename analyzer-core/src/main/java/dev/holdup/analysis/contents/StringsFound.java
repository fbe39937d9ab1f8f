package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents.DuplicateString;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.StringsView.LongString;
import dev.holdup.analysis.findings.StringsView.StringCopies;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sweep found of strings, as rows of a report: made while the tables are there, since what is long is
/// read again.
final class StringsFound {
    /// Of a value that is shown.
    private static final int MOST_CHARACTERS = 80;

    private final HeapGraph heap;
    private final StringTally tally;
    private final Duplicates duplicates;
    private final List<StringCopies> copies = new ArrayList<>();
    private final List<LongString> longest = new ArrayList<>();
    private final List<DuplicateString> largest = new ArrayList<>();

    StringsFound(
            HeapGraph heap, StringTally tally, Duplicates duplicates, ContentTable.Users users, boolean showValues) {
        this.heap = heap;
        this.tally = tally;
        this.duplicates = duplicates;
        List<Duplicates.Same> doubled = duplicates.largestStrings.list();
        List<StringTally.Large> large = tally.largest.list();
        List<Long> addresses = new ArrayList<>();
        doubled.forEach(same -> addresses.add(heap.objects().addressOf(same.first())));
        large.forEach(one -> addresses.add(heap.objects().addressOf(one.object())));
        heap.reader().findAll(addresses);
        for (Duplicates.Same same : doubled) {
            ObjectRecord array = array(same.first());
            boolean isUtf16 = users.isUtf16(same.first());
            if (array != null) {
                largest.add(new DuplicateString(
                        contentBytes(array), hash(same.hash()), same.strings(), same.objects(), same.bytes()));
                copies.add(new StringCopies(
                        characters(array, isUtf16),
                        hash(same.hash()),
                        same.strings(),
                        same.objects(),
                        same.bytes(),
                        showValues ? text(array, isUtf16) : null));
            }
        }
        for (StringTally.Large one : large) {
            ObjectRecord array = array(one.object());
            boolean isUtf16 = users.isUtf16(one.object());
            if (array != null) {
                longest.add(new LongString(
                        characters(array, isUtf16),
                        hash(one.hash()),
                        "0x" + Long.toHexString(array.address()),
                        one.bytes(),
                        one.strings(),
                        showValues ? text(array, isUtf16) : null));
            }
        }
    }

    /// As eight hex digits.
    static String hash(long hash) {
        return String.format("%08x", (int) (hash >>> Integer.SIZE));
    }

    private @Nullable ObjectRecord array(int object) {
        ObjectRecord record = heap.reader().at(heap.objects().addressOf(object));
        return record == null || record.heapClass().elementType() == null ? null : record;
    }

    List<DuplicateString> largest() {
        return List.copyOf(largest);
    }

    private static long contentBytes(ObjectRecord array) {
        return array.heapClass().elementType() == FieldType.CHAR ? 2L * array.length() : array.length();
    }

    private static long characters(ObjectRecord array, boolean isUtf16) {
        return array.heapClass().elementType() != FieldType.CHAR && isUtf16 ? array.length() / 2 : array.length();
    }

    private String text(ObjectRecord array, boolean isUtf16) {
        boolean isChars = array.heapClass().elementType() == FieldType.CHAR;
        int width = isChars || isUtf16 ? 2 : 1;
        long characters = characters(array, isUtf16);
        int shown = (int) Math.min(MOST_CHARACTERS, characters);
        byte[] bytes = heap.bytes().copy(array.offset(), shown * width);
        String text = new String(
                bytes,
                isChars
                        ? StandardCharsets.UTF_16BE
                        : isUtf16 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
        return shown < characters ? text + "…" : text;
    }

    /// @param strings reachable ones, with or without characters
    /// @param bytes of their objects
    StringsView view(long strings, long bytes, long reachableBytes) {
        long all = bytes + tally.arrayBytes;
        double share = (double) all / Math.max(1, reachableBytes);
        return new StringsView(
                saying(strings, all, share),
                strings,
                all,
                share,
                tally.arrays,
                tally.arrayBytes,
                tally.utf16Strings,
                tally.utf16ArrayBytes,
                tally.latin1Strings,
                tally.latin1Bytes,
                tally.sharing,
                tally.sharedArrays,
                tally.sharedBytes,
                duplicates.strings,
                duplicates.stringBytes,
                List.copyOf(copies),
                List.copyOf(longest));
    }

    private String saying(long strings, long bytes, double share) {
        if (strings == 0) {
            return "The heap has no strings.";
        }
        StringBuilder text = new StringBuilder(CountFormat.counted(strings, "string") + " take "
                + ByteFormat.bytes(bytes) + ", " + CountFormat.percent(share) + " of what is reachable");
        text.append(
                duplicates.strings == 0
                        ? "; no two have the same content."
                        : "; " + CountFormat.count(duplicates.strings)
                                + " of them have the content of another one, which costs "
                                + ByteFormat.bytes(duplicates.stringBytes) + ".");
        if (tally.latin1Bytes > 0) {
            text.append(" " + ByteFormat.bytes(tally.latin1Bytes)
                    + " more would be saved with one byte a character where two are not needed.");
        }
        return text.toString();
    }
}
