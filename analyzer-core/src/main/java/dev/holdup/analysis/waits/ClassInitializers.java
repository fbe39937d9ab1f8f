package dev.holdup.analysis.waits;

import dev.holdup.analysis.rules.WaitingMachinery;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Threads that wait for a class to be initialised where the dump does not say so: the heap never does, nor does any
/// thread dump but HotSpot's own since JDK 17.
///
/// The JVM calls such threads runnable. Taken for such are two or more that stand at one line of Java code, outside
/// native methods, while exactly one other thread has a class initialiser on its stack; of several that have,
/// the one that came to it over the same line. A text that says `in Object.wait()` of a runnable thread needs no
/// second.
final class ClassInitializers {
    static final String INITIALIZER = "<clinit>";
    private static final int FEWEST = 2;

    private final Map<Unit, Unit> initializerByWaiter = new HashMap<>();
    private final boolean latestTells;

    /// @param dumps in the order of the units' sightings
    ClassInitializers(List<Unit> units, List<ThreadDump> dumps) {
        latestTells = !dumps.isEmpty() && dumps.getLast().dialect() == ThreadDumpDialect.HOTSPOT;
        Map<JvmFrame, List<Unit>> byPlace = new HashMap<>();
        for (Unit unit : units) {
            if (mayWait(unit)) {
                byPlace.computeIfAbsent(unit.frames().getFirst(), place -> new ArrayList<>())
                        .add(unit);
            }
        }
        byPlace.values().removeIf(standing -> standing.size() < FEWEST && !saysWaiting(standing.getFirst()));
        // Looking for initialisers takes a look at every frame.
        List<Unit> initializing = byPlace.isEmpty()
                ? List.of()
                : units.stream().filter(unit -> initializer(unit) >= 0).toList();
        byPlace.forEach((place, standing) -> {
            Unit initializer = initializerOf(place, standing, initializing);
            if (initializer != null) {
                standing.forEach(unit -> initializerByWaiter.put(unit, initializer));
            }
        });
    }

    /// The thread for whose class initialiser it is taken to wait; null if for none.
    @Nullable
    Unit initializerFor(Unit unit) {
        return initializerByWaiter.get(unit);
    }

    /// Index of its innermost class initialiser's frame; −1 if it has none.
    static int initializer(Unit unit) {
        for (int frameIndex = 0; frameIndex < unit.frames().size(); frameIndex++) {
            if (unit.frames().get(frameIndex).method().equals(INITIALIZER)) {
                return frameIndex;
            }
        }
        return -1;
    }

    private static @Nullable Unit initializerOf(JvmFrame place, List<Unit> standing, List<Unit> initializing) {
        List<Unit> others =
                initializing.stream().filter(unit -> !standing.contains(unit)).toList();
        if (others.size() == 1) {
            return others.getFirst();
        }
        List<Unit> sameLine = others.stream()
                .filter(unit -> {
                    int caller = initializer(unit) + 1;
                    return caller < unit.frames().size()
                            && unit.frames().get(caller).equals(place);
                })
                .toList();
        return sameLine.size() == 1 ? sameLine.getFirst() : null;
    }

    private boolean mayWait(Unit unit) {
        boolean runs = unit.activity() == Activity.RUNNING || unit.classInitialization();
        if (!runs || unit.state() != Thread.State.RUNNABLE || unit.frames().isEmpty()) {
            return false;
        }
        JvmFrame top = unit.frames().getFirst();
        boolean tells = latestTells && unit.latest() != null && !saysWaiting(unit);
        return !tells && top.line() > 0 && !WaitingMachinery.contains(top);
    }

    /// A text shows it in `Object.wait()` although it is runnable.
    private static boolean saysWaiting(Unit unit) {
        return unit.latest() != null && unit.latest().stateText().startsWith("in Object.wait()");
    }
}
