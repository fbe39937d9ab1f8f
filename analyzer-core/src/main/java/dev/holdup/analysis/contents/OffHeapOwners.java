package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents.OffHeap;
import dev.holdup.analysis.findings.HeapOffHeap.Arena;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Memory outside of the Java heap, by the objects that own it: what these say it is, not what the process was seen to
/// take.
final class OffHeapOwners {
    private final HeapGraph heap;
    private final HeapObjects reader;
    private final Noted noted;
    private final Statics statics;

    OffHeapOwners(HeapGraph heap, Noted noted) {
        this.heap = heap;
        this.reader = heap.reader();
        this.noted = noted;
        this.statics = new Statics(heap);
    }

    List<OffHeap> find() {
        List<OffHeap> found = new ArrayList<>();
        addDirect(found);
        addMapped(found);
        addNetty(found);
        addZip(found);
        return List.copyOf(found);
    }

    /// By the deallocators, which live until the memory is given back; the JDK's own counters know the limit.
    private void addDirect(List<OffHeap> found) {
        List<ObjectRecord> owners = noted.of(NotedClasses.DEALLOCATOR);
        long bytes = owners.stream()
                .mapToLong(owner -> reader.integer(owner, "size", 0))
                .sum();
        OptionalLong counted = first("RESERVED_MEMORY", "reservedMemory");
        if (owners.isEmpty()) {
            addCounted(found, counted);
            return;
        }
        OptionalLong limit = first("MAX_MEMORY", "maxMemory");
        long buffers = noted.of(NotedClasses.DIRECT_BUFFER).stream()
                .filter(buffer -> reader.reference(buffer, "cleaner") != 0 && reader.reference(buffer, "fd") == 0)
                .count();
        found.add(new OffHeap(
                "direct buffers",
                owners.size(),
                bytes,
                limit.isPresent() ? limit.getAsLong() : null,
                owners.size() + " direct buffers own " + ByteFormat.bytes(bytes) + " outside of the heap"
                        + (counted.isPresent()
                                ? "; the JDK counts " + ByteFormat.bytes(counted.getAsLong()) + " reserved"
                                : "")
                        + (limit.isPresent() ? " of " + ByteFormat.bytes(limit.getAsLong()) + " allowed" : "")
                        + (buffers < owners.size()
                                ? "; " + (owners.size() - buffers)
                                        + " of them nothing refers to any more, and are freed by the next collection"
                                : "")
                        + "."));
    }

    /// By the JDK's counters alone, where the dump has no deallocators or too many to look into.
    private void addCounted(List<OffHeap> found, OptionalLong bytes) {
        if (bytes.orElse(0) > 0) {
            OptionalLong limit = first("MAX_MEMORY", "maxMemory");
            OptionalLong count = first("COUNT", "count");
            found.add(new OffHeap(
                    "direct buffers",
                    count.orElse(0),
                    bytes.getAsLong(),
                    limit.isPresent() ? limit.getAsLong() : null,
                    "The JDK counts " + ByteFormat.bytes(bytes.getAsLong()) + " of direct memory reserved."));
        }
    }

    private OptionalLong first(String... names) {
        for (String name : names) {
            OptionalLong value = statics.number("java.nio.Bits", name);
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalLong.empty();
    }

    private void addMapped(List<OffHeap> found) {
        List<ObjectRecord> owners = noted.of(NotedClasses.UNMAPPER);
        if (!owners.isEmpty()) {
            long bytes = owners.stream()
                    .mapToLong(owner -> reader.integer(owner, "cap", reader.integer(owner, "size", 0)))
                    .sum();
            found.add(new OffHeap(
                    "mapped files",
                    owners.size(),
                    bytes,
                    null,
                    owners.size() + (owners.size() == 1 ? " mapping of a file covers " : " mappings of files cover ")
                            + ByteFormat.bytes(bytes)
                            + " of address space; memory is taken only where they are touched."));
        }
    }

    /// Chunks of Netty's allocators that are of direct memory, whatever is taken out of them.
    private void addNetty(List<OffHeap> found) {
        List<Arena> arenas = new NettyArenas(heap).find(noted);
        long chunks = arenas.stream().mapToLong(Arena::chunks).sum();
        long bytes = arenas.stream().mapToLong(Arena::bytes).sum();
        long handedOut = 0;
        boolean known = true;
        for (Arena arena : arenas) {
            Long of = arena.handedOutBytes();
            handedOut += of == null ? 0 : of;
            known &= of != null;
        }
        OptionalLong counted = statics.number("io.netty.util.internal.PlatformDependent", "DIRECT_MEMORY_COUNTER");
        OptionalLong limit = statics.number("io.netty.util.internal.PlatformDependent", "DIRECT_MEMORY_LIMIT");
        if (chunks > 0) {
            found.add(new OffHeap(
                    "Netty arenas",
                    chunks,
                    bytes,
                    limit(limit),
                    chunks + (chunks == 1 ? " chunk" : " chunks") + " of Netty's arenas "
                            + (chunks == 1 ? "holds " : "hold ") + ByteFormat.bytes(bytes) + " outside of the heap"
                            + (known ? ", " + ByteFormat.bytes(handedOut) + " of it handed out" : "")
                            + (counted.isPresent()
                                    ? "; Netty counts " + ByteFormat.bytes(counted.getAsLong()) + " in all"
                                    : "")
                            + "."));
        } else if (counted.orElse(0) > 0) {
            found.add(new OffHeap(
                    "Netty",
                    0,
                    counted.getAsLong(),
                    limit(limit),
                    "Netty counts " + ByteFormat.bytes(counted.getAsLong()) + " of direct memory."));
        }
    }

    private static @Nullable Long limit(OptionalLong limit) {
        return limit.isPresent() && limit.getAsLong() > 0 ? limit.getAsLong() : null;
    }

    /// Open ones: an ended stream has no address any more.
    private void addZip(List<OffHeap> found) {
        long open = NotedClasses.ZIP_STREAMS.stream()
                .flatMap(name -> noted.of(name).stream())
                .filter(stream -> reader.integer(stream, "address", 0) != 0)
                .count();
        if (open > 0) {
            found.add(new OffHeap(
                    "zip streams",
                    open,
                    null,
                    null,
                    open + (open == 1 ? " Inflater or Deflater is" : " Inflaters and Deflaters are")
                            + " open; each has buffers outside of the heap, some ten KB to inflate and some hundred KB to"
                            + " deflate."));
        }
    }
}
