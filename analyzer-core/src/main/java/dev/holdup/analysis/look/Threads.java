package dev.holdup.analysis.look;

import dev.holdup.analysis.heap.ThreadWait;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.KeptThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Live threads, found by a part of their name, and one of them with its frames.
final class Threads {
    private static final int MOST_FRAMES = 5000;
    /// Of one frame.
    private static final int MOST_LOCALS = 200;
    private static final int MOST_LOCALS_IN_ALL = 10_000;

    private final KeptHeap heap;
    private final Named named;

    Threads(Named named) {
        this.named = named;
        this.heap = named.heap();
    }

    /// @param frame where it is, without waiting code being left out; null if the dump has no stack
    record Row(
            String address,
            String name,
            String state,
            boolean virtual,
            long retainedBytes,
            @Nullable String frame) {}

    record WaitsFor(ObjectRef object, String how, @Nullable ObjectRef owner) {}

    /// @param locals at most 200 of its `localCount`, and fewer once ten thousand are told of the thread
    record Frame(int index, String text, long retainedBytes, int localCount, List<ObjectRef> locals) {}

    record Facts(
            ObjectRef thread,
            @Nullable Long threadId,
            boolean daemon,
            boolean virtual,
            String state,
            String detail,
            @Nullable WaitsFor waitsFor,
            int frameCount,
            List<Frame> frames,
            List<ObjectRef> otherLocals) {}

    /// The one that retains most first.
    Slice<Row> named(String part, Window window) {
        String sought = part.toLowerCase(Locale.ROOT);
        List<Row> rows = IntStream.range(0, heap.threadCount())
                .mapToObj(heap::threadAt)
                .filter(thread -> thread.name().toLowerCase(Locale.ROOT).contains(sought))
                .map(this::row)
                .sorted(Comparator.comparingLong(Row::retainedBytes)
                        .reversed()
                        .thenComparing(Row::name)
                        .thenComparing(Row::address))
                .toList();
        return Slice.of(rows.size(), window, i -> rows.get((int) i));
    }

    private Row row(KeptThread thread) {
        return new Row(
                Named.hex(heap.addressOf(thread.objectIndex())),
                Named.cut(thread.name()),
                thread.state(),
                thread.virtual(),
                heap.retainedBytes(thread.objectIndex()),
                thread.frames().isEmpty()
                        ? null
                        : Named.cut(thread.frames().getFirst().text()));
    }

    Facts of(int object) throws NothingThere {
        int index = named.threadOf(object);
        if (index < 0) {
            throw new NothingThere("No live thread is at that address.");
        }
        KeptThread thread = heap.threadAt(index);
        ThreadWait wait = thread.waitsFor();
        return new Facts(
                named.ref(object),
                thread.threadId() < 0 ? null : thread.threadId(),
                thread.daemon(),
                thread.virtual(),
                thread.state(),
                thread.detail(),
                wait == null
                        ? null
                        : new WaitsFor(named.ref(wait.objectIndex()), wait.how(), named.at(wait.ownerThread())),
                thread.frames().size(),
                frames(thread),
                refs(thread.otherLocals(), MOST_LOCALS));
    }

    private List<Frame> frames(KeptThread thread) {
        List<Frame> frames = new ArrayList<>();
        int locals = 0;
        for (KeptThread.Frame frame : thread.frames()) {
            if (frames.size() == MOST_FRAMES) {
                break;
            }
            frames.add(frame(frames.size(), frame, MOST_LOCALS_IN_ALL - locals));
            locals += frames.getLast().locals().size();
        }
        return List.copyOf(frames);
    }

    private Frame frame(int index, KeptThread.Frame frame, int most) {
        return new Frame(
                index,
                Named.cut(frame.text()),
                frame.retainedBytes(),
                frame.locals().size(),
                refs(frame.locals(), most));
    }

    private List<ObjectRef> refs(List<Integer> objects, int most) {
        return objects.stream()
                .limit(Math.min(most, MOST_LOCALS))
                .map(named::ref)
                .toList();
    }
}
