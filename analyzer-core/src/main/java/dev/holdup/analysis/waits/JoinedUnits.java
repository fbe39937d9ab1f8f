package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The threads of an incident, each once.
///
/// Matched by `eetop` = `tid`, then by `tid` = `#N`, then by a name that is unique on both sides. A number that both
/// sides know and that differs forbids a match: native addresses are used again after a thread has ended.
/// The JVM's own threads that run no Java (`VM Thread`, GC threads) are no units.
///
/// @param units in the order of the heap, then of the first dump that shows them
/// @param dumps of that JVM, in the order of time, if all of them say when they were taken
/// @param leftOut dumps of other JVMs, one sentence each
/// @param notes what is odd about the dumps or contradicts itself, one sentence each
public record JoinedUnits(List<Unit> units, List<ThreadDump> dumps, List<LeftOut> leftOut, List<String> notes) {

    /// A thread dump that is not of the same JVM.
    ///
    /// @param text one sentence that names it and says how that is known
    public record LeftOut(SourceLocation location, String text) {}

    /// @param heapThreads empty without a heap dump
    public static JoinedUnits of(List<HeapThread> heapThreads, List<ThreadDump> threadDumps) {
        return of(heapThreads, HeapOrigin.UNKNOWN, threadDumps);
    }

    /// @param heapThreads empty without a heap dump
    public static JoinedUnits of(List<HeapThread> heapThreads, HeapOrigin heap, List<ThreadDump> threadDumps) {
        OneJvm jvm = OneJvm.of(heapThreads, heap, threadDumps);
        List<ThreadDump> dumps = jvm.kept();
        Joining joining = new Joining(dumps.size());
        for (int heapIndex = 0; heapIndex < heapThreads.size(); heapIndex++) {
            joining.add(heapThreads.get(heapIndex), heapIndex);
        }
        for (int dump = 0; dump < dumps.size(); dump++) {
            joining.add(dumps.get(dump), dump);
        }
        List<Unit> units = new ArrayList<>();
        for (UnitSightings sightings : joining.all) {
            units.add(sightings.unit(units.size(), !heapThreads.isEmpty(), dumps));
        }
        ClassInitializers initializers = new ClassInitializers(units, dumps);
        units.replaceAll(unit -> initializers.initializerFor(unit) == null ? unit : unit.waitingForClass());
        List<String> notes = new ArrayList<>(jvm.notes());
        if (joining.reused > 0) {
            notes.add("The native addresses of " + joining.reused + (joining.reused == 1 ? " thread" : " threads")
                    + " belong to other threads in an earlier dump: these have ended, and are told apart by number.");
        }
        return new JoinedUnits(
                List.copyOf(units),
                dumps,
                jvm.leftOut().stream().map(JoinedUnits::leftOut).toList(),
                List.copyOf(notes));
    }

    private static LeftOut leftOut(OneJvm.LeftOut other) {
        SourceLocation location = other.dump().location();
        return new LeftOut(
                location,
                "A thread dump in " + location.input() + " is not of the same JVM, since " + other.because()
                        + ": it is left out.");
    }

    /// Whether that kind of dump shows virtual threads that no carrier runs.
    public static boolean listsVirtualThreads(ThreadDump dump) {
        return switch (dump.dialect()) {
            case THREAD_FILE, THREAD_FILE_JSON -> true;
            case HOTSPOT, SERVICEABILITY_AGENT, VISUALVM, THREAD_INFO, ACTUATOR_JSON, JAVACORE, JROCKIT -> false;
        };
    }

    private static final class Joining {
        private final int dumps;
        private int reused;
        private final List<UnitSightings> all = new ArrayList<>();
        private final Map<Long, UnitSightings> byNative = new HashMap<>();
        private final Map<Long, UnitSightings> byNumber = new HashMap<>();

        Joining(int dumps) {
            this.dumps = dumps;
        }

        void add(HeapThread thread, int heapIndex) {
            UnitSightings unit = new UnitSightings(dumps);
            unit.see(thread, heapIndex);
            remember(unit);
            all.add(unit);
        }

        void add(ThreadDump dump, int dumpIndex) {
            List<JvmThread> unmatched = new ArrayList<>();
            for (JvmThread thread : dump.threads()) {
                if (isVmInternal(thread)) {
                    continue;
                }
                UnitSightings unit = byIdentity(thread, dumpIndex);
                if (unit == null) {
                    unmatched.add(thread);
                } else {
                    unit.see(thread, dumpIndex);
                    remember(unit);
                }
            }
            Map<String, @Nullable UnitSightings> byName = unmatched.isEmpty() ? Map.of() : uniqueNames(dumpIndex);
            Map<String, Integer> namesInDump = new HashMap<>();
            for (JvmThread thread : byName.isEmpty() ? List.<JvmThread>of() : unmatched) {
                namesInDump.merge(thread.name(), 1, Integer::sum);
            }
            for (JvmThread thread : unmatched) {
                boolean unique = !thread.name().isEmpty() && namesInDump.getOrDefault(thread.name(), 0) == 1;
                UnitSightings unit = unique ? byName.get(thread.name()) : null;
                if (unit == null || !unit.mayBe(thread) || unit.isOtherNative(thread)) {
                    unit = new UnitSightings(dumps);
                    all.add(unit);
                }
                unit.see(thread, dumpIndex);
                remember(unit);
            }
        }

        private @Nullable UnitSightings byIdentity(JvmThread thread, int dumpIndex) {
            UnitSightings unit = thread.tid() > 0 ? byNative.get(thread.tid()) : null;
            reused += unit == null || unit.mayBe(thread) ? 0 : 1;
            if (unit == null || !unit.mayBe(thread) || unit.isSeenIn(dumpIndex)) {
                unit = thread.number() > 0 ? byNumber.get(thread.number()) : null;
            }
            return unit == null || unit.isSeenIn(dumpIndex) ? null : unit;
        }

        /// Names that one unit alone has, of those this dump has not shown yet.
        private Map<String, @Nullable UnitSightings> uniqueNames(int dumpIndex) {
            Map<String, @Nullable UnitSightings> byName = new HashMap<>();
            for (UnitSightings unit : all) {
                if (!unit.isSeenIn(dumpIndex)) {
                    UnitSightings known = byName.containsKey(unit.name()) ? null : unit;
                    byName.put(unit.name(), known);
                }
            }
            return byName;
        }

        private void remember(UnitSightings unit) {
            if (unit.nativeAddress() > 0) {
                byNative.put(unit.nativeAddress(), unit);
            }
            if (unit.number() > 0) {
                byNumber.putIfAbsent(unit.number(), unit);
            }
        }

        private static boolean isVmInternal(JvmThread thread) {
            return thread.state() == null
                    && !thread.virtual()
                    && thread.frames().isEmpty()
                    && thread.number() == JvmThread.UNKNOWN_ID;
        }
    }
}
