package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.ThreadWait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at one live thread.
final class ThreadInspection {
    private static final int NO_FRAME = -1;

    private final LookedAt look;

    ThreadInspection(LookedAt look) {
        this.look = look;
    }

    ThreadFacts of(int threadIndex) {
        HeapThread thread = look.heap.threads().get(threadIndex);
        Map<Integer, List<HeapThread.Local>> localsByFrame = new LinkedHashMap<>();
        for (HeapThread.Local local : thread.locals()) {
            localsByFrame
                    .computeIfAbsent(local.frameIndex(), frame -> new ArrayList<>())
                    .add(local);
        }
        return new ThreadFacts(
                look.object(thread.objectIndex()),
                thread.threadId() < 0 ? null : thread.threadId(),
                thread.daemon(),
                thread.virtual(),
                thread.state() == null ? null : thread.state().name(),
                thread.stateDetail(),
                waitsFor(thread),
                look.first(
                        thread.frames().size(),
                        f -> new ThreadFacts.Frame(
                                f,
                                thread.frames().get(f).text(),
                                look.tree.retainedOfFrame(threadIndex, f),
                                locals(localsByFrame.getOrDefault(f, List.of())))),
                locals(localsByFrame.getOrDefault(NO_FRAME, List.of())));
    }

    /// Several variables of a frame may hold the same object: it is told once.
    private Capped<ObjectRef> locals(List<HeapThread.Local> locals) {
        Set<Integer> objects = new LinkedHashSet<>();
        locals.stream()
                .map(HeapThread.Local::objectIndex)
                .filter(object -> object >= 0)
                .forEach(objects::add);
        List<Integer> ordered = List.copyOf(objects);
        return look.first(ordered.size(), i -> look.object(ordered.get(i)));
    }

    private ThreadFacts.@Nullable WaitsFor waitsFor(HeapThread thread) {
        ThreadWait wait = ThreadWait.of(thread);
        return wait == null
                ? null
                : new ThreadFacts.WaitsFor(look.object(wait.objectIndex()), wait.how(), look.at(wait.ownerThread()));
    }
}
