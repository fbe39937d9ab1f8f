package dev.holdup.dumps.erlang;

import java.util.Arrays;

/// Tells whether an address is that of a line in a heap; asked for parts of binaries that the dump does not list.
///
/// Reads a heap again the first time it is asked about it, so that only dumps with such parts (up to OTP 26) pay for
/// it.
final class HeapParts {
    private final Sections sections;
    private int heap = -1;
    private long[] sortedAddresses = new long[0];

    HeapParts(Sections sections) {
        this.sections = sections;
    }

    /// @param section number of the `=proc_heap`; questions about one heap come one after the other
    boolean isHeapLine(int section, long address) {
        if (section != heap) {
            heap = section;
            sortedAddresses = binaryLines(section);
        }
        return Arrays.binarySearch(sortedAddresses, address) >= 0;
    }

    /// Addresses of the lines that are binaries, sorted.
    private long[] binaryLines(int section) {
        DumpText text = sections.text();
        LongList addresses = new LongList();
        Lines lines = sections.lines(section);
        while (lines.next()) {
            long colon = text.hexEnd(lines.start(), lines.end());
            if (colon + 2 < lines.end() && text.at(colon) == ':' && text.at(colon + 1) == 'Y') {
                addresses.add(text.hex(lines.start(), colon));
            }
        }
        long[] sorted = new long[addresses.size()];
        addresses.copyTo(sorted, 0);
        Arrays.sort(sorted);
        return sorted;
    }
}
