package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may run the tasks that a group waits for, by stacks alone: the threads at work in a pool.
///
/// A thread dump does not say which. Believed only if all such threads are of one pool, by their names without digits.
final class RunningTasks {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String FUTURE_TASKS = "java.util.concurrent.CompletableFuture$Async";

    private final WaitForGraph graph;
    private final StackGroups groups;
    private @Nullable List<Unit> running;
    private @Nullable List<Unit> completing;

    RunningTasks(WaitForGraph graph, StackGroups groups) {
        this.graph = graph;
        this.groups = groups;
    }

    /// Null if no pool or several are at work.
    @Nullable
    Resource of(StackGroup group) {
        boolean completable = group.lockClass().startsWith("java.util.concurrent.CompletableFuture");
        Map<String, List<Unit>> byPool = new LinkedHashMap<>();
        for (Unit unit : completable ? completing() : running()) {
            StackGroup own = groups.groupOf(unit);
            if (own != group && !own.idle()) {
                byPool.computeIfAbsent(DIGITS.matcher(unit.name()).replaceAll("#"), name -> new ArrayList<>())
                        .add(unit);
            }
        }
        if (byPool.size() != 1) {
            return null;
        }
        List<Unit> workers = byPool.values().iterator().next();
        return new Resource(
                "",
                LockUse.NO_ADDRESS,
                "workers",
                Resource.UNKNOWN,
                Resource.UNKNOWN,
                List.of(),
                workers.stream()
                        .map(unit -> new Resource.Holder(unit, -1, "", 1))
                        .toList(),
                KnownBy.RUNS_TASKS,
                group.size());
    }

    private List<Unit> running() {
        List<Unit> known = running;
        if (known == null) {
            known = having(frame -> frame.method().equals("runWorker"));
            running = known;
        }
        return known;
    }

    private List<Unit> completing() {
        List<Unit> known = completing;
        if (known == null) {
            known = having(frame -> frame.className().startsWith(FUTURE_TASKS));
            completing = known;
        }
        return known;
    }

    private List<Unit> having(Predicate<JvmFrame> wanted) {
        return graph.joined().units().stream()
                .filter(unit -> unit.frames().stream().anyMatch(wanted))
                .toList();
    }
}
