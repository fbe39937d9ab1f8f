package dev.holdup.analysis.kept;

import dev.holdup.dumps.model.HeapBytes;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A checksum of parts of a dump, spread over all of it: tells another dump at the cost of some page faults, where a
/// checksum of all would take as long as reading the file.
final class DumpSample {
    private static final int PARTS = 64;
    private static final int PART_BYTES = 4096;

    private DumpSample() {}

    static long of(HeapBytes dump) {
        CRC32C sum = new CRC32C();
        for (long part = 0; part < PARTS; part++) {
            long length = Math.min(PART_BYTES, dump.size());
            long from = (long) ((double) (dump.size() - length) * part / (PARTS - 1));
            ByteBuffer window = dump.window(from, length);
            sum.update(window);
        }
        return sum.getValue();
    }
}
