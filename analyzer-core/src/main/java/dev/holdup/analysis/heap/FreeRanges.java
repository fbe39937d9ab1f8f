package dev.holdup.analysis.heap;

import java.util.Map;
import java.util.TreeMap;

/// Ranges of addresses that are free; neighbours become one.
final class FreeRanges {
    static final long NONE = 0;

    private final TreeMap<Long, Long> bytesByAddress = new TreeMap<>();
    private long bytes;

    /// Of all ranges together.
    long bytes() {
        return bytes;
    }

    void add(long address, long size) {
        long start = address;
        long end = address + size;
        Map.Entry<Long, Long> before = bytesByAddress.floorEntry(address);
        if (before != null && before.getKey() + before.getValue() == address) {
            start = before.getKey();
        }
        Long after = bytesByAddress.remove(end);
        if (after != null) {
            end += after;
        }
        bytesByAddress.put(start, end - start);
        bytes += size;
    }

    /// Takes so many bytes out of the smallest range that has them; answers where, or [#NONE].
    long take(long size) {
        Map.Entry<Long, Long> best = null;
        for (Map.Entry<Long, Long> range : bytesByAddress.entrySet()) {
            if (range.getValue() >= size && (best == null || range.getValue() < best.getValue())) {
                best = Map.entry(range.getKey(), range.getValue());
            }
        }
        if (best == null) {
            return NONE;
        }
        bytesByAddress.remove(best.getKey());
        if (best.getValue() > size) {
            bytesByAddress.put(best.getKey() + size, best.getValue() - size);
        }
        bytes -= size;
        return best.getKey();
    }

    /// Bytes of the largest range, 0 if there is none.
    long largest() {
        return bytesByAddress.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
