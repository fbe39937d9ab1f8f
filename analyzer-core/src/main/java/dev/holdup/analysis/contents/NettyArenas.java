package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.HeapOffHeap.Arena;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Chunks of direct memory that Netty's allocators hold, and what they have handed out of them: the pooled allocator's
/// arenas, and the adaptive allocator of 4.1 and 4.2.
final class NettyArenas {
    static final String POOLED_CHUNK = "io.netty.buffer.PoolChunk";
    static final String ADAPTIVE_CHUNK = "io.netty.buffer.AdaptivePoolingAllocator$Chunk";
    private static final String SEGMENTED_CHUNK = "io.netty.buffer.AdaptivePoolingAllocator$SizeClassedChunk";
    private static final String POOLED = "pooled";
    private static final String ADAPTIVE = "adaptive";

    private final HeapGraph heap;
    private final HeapObjects reader;

    private static final class Sum {
        private long chunks;
        private long bytes;
        private long handedOut;
        private boolean known = true;
    }

    NettyArenas(HeapGraph heap) {
        this.heap = heap;
        this.reader = heap.reader();
    }

    /// All arenas, the one with the most bytes first. An adaptive allocator counts as one.
    List<Arena> find(Noted noted) {
        List<Arena> found = new ArrayList<>();
        collect(POOLED, "arena", noted.of(POOLED_CHUNK), found);
        collect(ADAPTIVE, "allocator", noted.of(ADAPTIVE_CHUNK), found);
        found.sort(Comparator.comparingLong(Arena::bytes).reversed().thenComparing(Arena::address));
        return found;
    }

    private void collect(String kind, String owner, List<ObjectRecord> chunks, List<Arena> found) {
        Map<Long, Sum> sums = new TreeMap<>();
        for (ObjectRecord chunk : chunks) {
            if (!isDirect(kind, chunk)) {
                continue;
            }
            Sum sum = sums.computeIfAbsent(reader.reference(chunk, owner), fresh -> new Sum());
            Long handedOut = kind.equals(POOLED)
                    ? Long.valueOf(bytes(chunk) - reader.integer(chunk, "freeBytes", 0))
                    : handedOut(chunk);
            sum.chunks++;
            sum.bytes += bytes(chunk);
            sum.handedOut += handedOut == null ? 0 : handedOut;
            sum.known &= handedOut != null;
        }
        sums.forEach((address, sum) -> found.add(new Arena(
                kind, "0x" + Long.toHexString(address), sum.chunks, sum.bytes, sum.known ? sum.handedOut : null)));
    }

    private long bytes(ObjectRecord chunk) {
        return reader.integer(chunk, "chunkSize", reader.integer(chunk, "capacity", 0));
    }

    private boolean isDirect(String kind, ObjectRecord chunk) {
        if (kind.equals(POOLED)) {
            int memory = heap.objects().indexOf(reader.reference(chunk, "memory"));
            return memory >= 0 && heap.classOf(memory).elementType() != FieldType.BYTE;
        }
        int buffer = heap.objects().indexOf(reader.reference(chunk, "delegate"));
        return buffer >= 0 && heap.classOf(buffer).isA("io.netty.buffer.UnpooledDirectByteBuf");
    }

    /// A chunk of segments knows which of them are free; another only how far it has been used up, which is the most
    /// that can be handed out. Null for kinds of later versions.
    private @Nullable Long handedOut(ObjectRecord chunk) {
        String name = chunk.heapClass().name();
        if (name.equals(ADAPTIVE_CHUNK)) {
            return reader.integer(chunk, "allocatedBytes", 0);
        }
        ObjectRecord free = reader.follow(chunk, "freeList");
        long segment = reader.integer(chunk, "segmentSize", 0);
        if (!name.equals(SEGMENTED_CHUNK)
                || free == null
                || segment <= 0
                || free.heapClass().field("producerIndex") == null) {
            return null;
        }
        long segments = reader.integer(free, "producerIndex", 0) - reader.integer(free, "consumerIndex", 0);
        return Math.max(0, bytes(chunk) / segment - segments) * segment;
    }
}
