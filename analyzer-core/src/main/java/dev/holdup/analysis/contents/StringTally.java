package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.Comparator;

/// What all reachable strings take, by what is known of their arrays.
final class StringTally {
    private static final int MOST = 10;

    /// @param object object index of an array
    record Large(int object, long hash, long bytes, int strings) {
        static final Comparator<Large> LARGEST_FIRST =
                Comparator.comparingLong(Large::bytes).reversed().thenComparingInt(Large::object);
    }

    /// With characters; those whose array the dump does not hold are not among them.
    long strings;
    long arrays;
    long arrayBytes;
    /// Kept with two bytes a character.
    long utf16Strings;

    long utf16ArrayBytes;
    /// Of these, without any character that needs two bytes.
    long latin1Strings;

    long latin1Arrays;
    /// What one byte a character would save.
    long latin1Bytes;
    /// Strings with an array that others have as well, and how many arrays these are.
    long sharing;

    long sharedArrays;
    /// What it would take if each had an array of its own.
    long sharedBytes;

    final Foremost<Large> largest;

    /// @param isBigEndian as [#isBigEndian] tells
    StringTally(ContentTable table, ContentTable.Users users, HeapGraph heap, boolean isBigEndian, Detail detail) {
        this.largest = new Foremost<>(detail.scaled(MOST), Large.LARGEST_FIRST);
        for (long place = 0; place < table.places(); place++) {
            heap.workers().check(place);
            int array = table.object(place);
            int its = array < 0 ? 0 : users.of(array);
            if (its > 0) {
                add(array, table.hash(place), its, users.isUtf16(array), isBigEndian, heap);
            }
        }
    }

    /// Whether the machine kept the higher byte of a character first, so that flags tell of the lower one.
    static boolean isBigEndian(HeapGraph heap) {
        return new Statics(heap)
                        .number("java.lang.StringUTF16", "HI_BYTE_SHIFT")
                        .orElse(0)
                != 0;
    }

    private void add(int array, long hash, int its, boolean isUtf16, boolean isBigEndian, HeapGraph heap) {
        long bytes = heap.shallowBytes(array);
        strings += its;
        arrays++;
        arrayBytes += bytes;
        if (its > 1) {
            sharing += its;
            sharedArrays++;
            sharedBytes += (its - 1L) * bytes;
        }
        FieldType type = heap.classOf(array).elementType();
        boolean isChars = type == FieldType.CHAR;
        if (isChars || isUtf16) {
            utf16Strings += its;
            utf16ArrayBytes += bytes;
            if ((hash & ContentHash.UNDER_MASK) != 0 && (isChars || !isBigEndian)) {
                latin1(bytes, its, heap);
            }
        }
        if (!largest.isFull() || bytes >= largest.last().bytes()) {
            largest.add(new Large(array, hash, bytes, its));
        }
    }

    private void latin1(long bytes, int its, HeapGraph heap) {
        long twoBytes = bytes - heap.layout().arrayBase(FieldType.CHAR);
        // The length is not known exactly here, but for what the alignment adds.
        long saved = bytes - heap.layout().arrayBytes(FieldType.BYTE, (int) Math.min(Integer.MAX_VALUE, twoBytes / 2));
        if (saved > 0) {
            latin1Strings += its;
            latin1Arrays++;
            latin1Bytes += saved;
        }
    }

    /// Of a `String` object alone; 0 if the heap has none.
    static long bytesOfString(HeapGraph heap) {
        HeapClass type = heap.classes().named("java.lang.String");
        if (type == null) {
            return 0;
        }
        long objects = heap.totals().objectsByClass()[type.classIndex()];
        return objects == 0 ? 0 : heap.totals().bytesByClass()[type.classIndex()] / objects;
    }
}
