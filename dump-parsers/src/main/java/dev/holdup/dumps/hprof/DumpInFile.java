package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// One dump of a file and what its top-level records say. Nearly every file holds one; of several the last is taken.
record DumpInFile(HprofHeader header, HeapBytes bytes, Damage damage, Records records) {
    /// Files with more dumps than this are made to be slow to read.
    private static final int MAX_DUMPS = 100;

    /// @throws MalformedDumpException if the first header is unusable
    static DumpInFile lastOf(MemorySegment file, String input, List<ParseWarning> unpackingDamage)
            throws MalformedDumpException {
        DumpInFile dump = at(0, file, input, unpackingDamage);
        for (int i = 1; i < MAX_DUMPS && dump.records.nextDumpOffset() != 0; i++) {
            long next = dump.records.nextDumpOffset();
            try {
                DumpInFile later = at(next, file, input, unpackingDamage);
                if (later.records.regions().isEmpty()) {
                    return leavingOut(next, dump);
                }
                later.damage.noted(
                        next,
                        "The file holds several heap dumps, one after the other; this one begins here.",
                        "The last one is analysed; the earlier ones are left out.");
                dump = later;
            } catch (MalformedDumpException unusable) {
                return leavingOut(next, dump);
            }
        }
        return dump;
    }

    private static DumpInFile leavingOut(long next, DumpInFile dump) {
        dump.damage.noted(
                next,
                "A further heap dump begins here that holds no objects.",
                "It is left out; the one before it is analysed.");
        return dump;
    }

    private static DumpInFile at(long start, MemorySegment file, String input, List<ParseWarning> unpackingDamage)
            throws MalformedDumpException {
        HprofHeader header = HprofHeader.read(file, input, start);
        HeapBytes bytes = new HeapBytes(file, header.idBytes());
        Damage damage = new Damage(input, unpackingDamage);
        Records records = new Records(bytes, damage);
        records.scan(header.recordsOffset());
        return new DumpInFile(header, bytes, damage, records);
    }
}
