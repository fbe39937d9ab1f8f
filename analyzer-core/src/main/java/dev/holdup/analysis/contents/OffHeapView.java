package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.OwnerFields;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents.OffHeap;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapOffHeap;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The view of what lies outside of the heap: memory, connections, files.
final class OffHeapView {
    private static final int MOST = 100;
    private static final int MOST_NAMED = 2;

    private OffHeapView() {}

    /// @param owners memory as [OffHeapOwners] found it
    static HeapOffHeap of(
            HeapGraph heap, DominatorTree tree, Noted noted, List<OffHeap> owners, boolean showValues, Detail detail) {
        int most = detail.scaled(MOST);
        HiddenText hidden = new HiddenText(showValues);
        OwnerFields fields = new OwnerFields(tree);
        List<HeapOffHeap.BufferOwner> bufferOwners = new BufferOwners(heap, fields).find(noted);
        List<HeapOffHeap.Outside> kinds = Stream.concat(
                        owners.stream(),
                        Stream.of(row(BufferOwners.withoutCleaner(bufferOwners)), row(new ThreadStacks(heap).find()))
                                .flatMap(List::stream))
                .map(owner -> new HeapOffHeap.Outside(
                        owner.kind(), owner.objects(), owner.bytes(), owner.limitBytes(), owner.text()))
                .sorted(Comparator.comparingLong(OffHeapView::bytes)
                        .reversed()
                        .thenComparing(HeapOffHeap.Outside::kind))
                .toList();
        List<HeapOffHeap.Arena> arenas = new NettyArenas(heap).find(noted);
        List<HeapOffHeap.Connection> connections = new OpenSockets(heap, hidden, fields).find(noted);
        List<HeapOffHeap.OpenFile> files = new OpenFiles(heap, hidden, fields).find(noted);
        return new HeapOffHeap(
                saying(kinds, bufferOwners, connections, files),
                kinds,
                first(bufferOwners, most),
                left(bufferOwners, most),
                first(arenas, most),
                left(arenas, most),
                first(connections, most),
                left(connections, most),
                first(files, most),
                left(files, most));
    }

    private static List<OffHeap> row(@Nullable OffHeap row) {
        return row == null ? List.of() : List.of(row);
    }

    private static long bytes(HeapOffHeap.Outside kind) {
        Long bytes = kind.bytes();
        return bytes == null ? -1 : bytes;
    }

    private static String saying(
            List<HeapOffHeap.Outside> kinds,
            List<HeapOffHeap.BufferOwner> owners,
            List<HeapOffHeap.Connection> connections,
            List<HeapOffHeap.OpenFile> files) {
        List<String> parts = new ArrayList<>();
        kinds.stream()
                .filter(kind -> bytes(kind) > 0 && !kind.kind().equals("thread stacks"))
                .limit(MOST_NAMED)
                .forEach(kind -> parts.add(kind.kind() + " have " + ByteFormat.bytes(bytes(kind)) + ofLimit(kind)));
        StringJoiner text = new StringJoiner(", ");
        parts.forEach(text::add);
        String memory = parts.isEmpty()
                ? "No object of the heap owns memory outside of it"
                : "Outside of the heap " + text
                        + owners.stream()
                                .filter(owner -> !owner.kind().equals("jvm"))
                                .findFirst()
                                .map(owner -> "; of the buffers, most belongs to " + owner.field())
                                .orElse("");
        long connected = connections.stream()
                .filter(connection -> connection.state().equals("connected"))
                .mapToLong(HeapOffHeap.Connection::sockets)
                .sum();
        long peers = connections.stream()
                .filter(connection -> connection.state().equals("connected"))
                .map(HeapOffHeap.Connection::peer)
                .distinct()
                .count();
        long open = files.stream().mapToLong(HeapOffHeap.OpenFile::descriptors).sum();
        return memory + "; " + counted(connected, "connection") + (connected > 0 ? " to " + counted(peers, "peer") : "")
                + " and " + counted(open, "file") + " are open.";
    }

    private static String ofLimit(HeapOffHeap.Outside kind) {
        Long limit = kind.limitBytes();
        return limit == null ? "" : " of " + ByteFormat.bytes(limit) + " allowed";
    }

    private static String counted(long count, String noun) {
        return count == 0 ? "no " + noun + "s" : CountFormat.counted(count, noun);
    }

    private static <T> List<T> first(List<T> rows, int most) {
        return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
    }

    private static long left(List<?> rows, int most) {
        return Math.max(0, rows.size() - most);
    }
}
