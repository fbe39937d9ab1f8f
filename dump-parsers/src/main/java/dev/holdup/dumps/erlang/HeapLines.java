package dev.holdup.dumps.erlang;

/// Lines of heap terms by their address.
///
/// A heap is indexed up to a bound: terms are printed in the order in which stack, mailbox and dictionary reach them,
/// so that what is asked for first stands first; its last part is indexed too, for the dictionary.
final class HeapLines {
    private static final long MOST_BYTES = 1 << 25;
    private static final long LAST_BYTES = 1 << 20;

    private final LongList contents = new LongList();
    private final LongList ends = new LongList();
    private final LongIndex ordinalByAddress;

    /// @param numbers of the sections, `=proc_heap` or `=literals`; where an address occurs twice, the first one counts
    HeapLines(Sections shared, int... numbers) {
        Sections sections = shared.again();
        DumpText text = sections.text();
        LongList addresses = new LongList();
        for (int section : numbers) {
            long body = sections.body(section);
            long end = sections.end(section);
            if (end - body <= MOST_BYTES + LAST_BYTES) {
                take(text, new Lines(text, body, end), addresses);
            } else {
                take(text, new Lines(text, body, body + MOST_BYTES), addresses);
                long tail = text.lineEnd(end - LAST_BYTES, end) + 1;
                take(text, new Lines(text, tail, end), addresses);
            }
        }
        ordinalByAddress = new LongIndex(addresses.size());
        for (int ordinal = 0; ordinal < addresses.size(); ordinal++) {
            ordinalByAddress.putIfAbsent(addresses.get(ordinal), ordinal);
        }
    }

    private void take(DumpText text, Lines lines, LongList addresses) {
        while (lines.next()) {
            long colon = text.hexEnd(lines.start(), lines.end());
            if (colon > lines.start() && colon < lines.end() && text.at(colon) == ':') {
                addresses.add(text.hex(lines.start(), colon));
                contents.add(colon + 1);
                ends.add(lines.end());
            }
        }
    }

    /// Number of the line with this address; −1 if there is none.
    int at(long address) {
        return ordinalByAddress.get(address);
    }

    /// First byte after the address and its colon.
    long content(int ordinal) {
        return contents.get(ordinal);
    }

    long end(int ordinal) {
        return ends.get(ordinal);
    }
}
