package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.OwnerFields;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents.OffHeap;
import dev.holdup.analysis.findings.HeapOffHeap.BufferOwner;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Direct buffers and mappings by the field that holds them. Only what owns memory counts: a slice or a duplicate
/// refers to the buffer that it is a part of.
final class BufferOwners {
    private static final String DIRECT = "direct";
    private static final String MAPPED = "mapped";
    private static final String NATIVE = "native";
    /// The file of the JDK's modules, and the JVM's counters.
    private static final String OF_JVM = "jvm";

    /// Of the largest buffers the owner is sought; the others are told together.
    private static final int MOST_LOOKED_AT = 2_000;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final OwnerFields owners;

    private record Owner(String field, String kind) {}

    private record Buffer(ObjectRecord object, String kind, long bytes) {}

    BufferOwners(HeapGraph heap, OwnerFields owners) {
        this.heap = heap;
        this.reader = heap.reader();
        this.owners = owners;
    }

    /// All owners, the one with the most bytes first.
    List<BufferOwner> find(Noted noted) {
        List<Buffer> buffers = new ArrayList<>(buffers(noted));
        buffers.sort(Comparator.comparingLong(Buffer::bytes)
                .reversed()
                .thenComparingLong(buffer -> buffer.object().address()));
        Map<Owner, long[]> buffersAndBytes =
                new TreeMap<>(Comparator.comparing(Owner::field).thenComparing(Owner::kind));
        for (int i = 0; i < buffers.size(); i++) {
            Buffer buffer = buffers.get(i);
            String field = i < MOST_LOOKED_AT
                    ? owners.of(heap.objects().indexOf(buffer.object().address()))
                    : "smaller ones, not looked at one by one";
            String kind = buffer.kind().equals(NATIVE) && isOfJvm(field) ? OF_JVM : buffer.kind();
            long[] sum = buffersAndBytes.computeIfAbsent(new Owner(field, kind), fresh -> new long[2]);
            sum[0]++;
            sum[1] += buffer.bytes();
        }
        List<BufferOwner> found = new ArrayList<>();
        buffersAndBytes.forEach(
                (owner, sum) -> found.add(new BufferOwner(owner.field(), owner.kind(), sum[0], sum[1])));
        found.sort(Comparator.comparingLong(BufferOwner::bytes)
                .reversed()
                .thenComparing(BufferOwner::field)
                .thenComparing(BufferOwner::kind));
        return found;
    }

    private static boolean isOfJvm(String field) {
        return field.startsWith("jdk.") || field.startsWith("sun.");
    }

    /// Buffers on memory that no cleaner of theirs frees, the JVM's own aside; null if there are none.
    static @Nullable OffHeap withoutCleaner(List<BufferOwner> owners) {
        long buffers = 0;
        long bytes = 0;
        for (BufferOwner owner : owners) {
            if (owner.kind().equals(NATIVE)) {
                buffers += owner.buffers();
                bytes += owner.bytes();
            }
        }
        return buffers == 0
                ? null
                : new OffHeap(
                        "buffers of native memory",
                        buffers,
                        bytes,
                        null,
                        buffers + (buffers == 1 ? " buffer stands" : " buffers stand") + " on "
                                + ByteFormat.bytes(bytes) + " that a library, native code or a memory segment owns.");
    }

    private List<Buffer> buffers(Noted noted) {
        return noted.of(NotedClasses.DIRECT_BUFFER).stream()
                .filter(object -> reader.reference(object, "att") == 0
                        && reader.integer(object, "address", 0) != 0
                        && reader.integer(object, "capacity", 0) > 0)
                .map(object -> new Buffer(object, kind(object), reader.integer(object, "capacity", 0)))
                .toList();
    }

    private String kind(ObjectRecord buffer) {
        return reader.reference(buffer, "fd") != 0
                ? MAPPED
                : reader.reference(buffer, "cleaner") != 0 ? DIRECT : NATIVE;
    }
}
