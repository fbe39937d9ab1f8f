package dev.holdup.benchmarks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The least that can be done with every byte of a file: its 8-byte words added up, on one thread.
final class WordSum {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

    private WordSum() {}

    static long of(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        }
    }

    /// Up to seven bytes at the end are left out.
    private static long of(MemorySegment file) {
        long sum = 0;
        long end = file.byteSize() & -Long.BYTES;
        for (long at = 0; at < end; at += Long.BYTES) {
            sum += file.get(WORD, at);
        }
        return sum;
    }
}
