package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the heap records of a dump hold, counted while objects were marked. Bytes are those of the file.
///
/// @param rootsByKind root records, threads among them
/// @param stackSerials where objects were allocated, as the records say: at most [#MOST_SERIALS] of these numbers, as
///     JVMs that do not know write one or two
public record HeapCensus(
        Records instances,
        Records objectArrays,
        Records primitiveArrays,
        long classDumps,
        Map<GcRootKind, Long> rootsByKind,
        Set<Integer> stackSerials) {
    static final int MOST_SERIALS = 4;

    public record Records(long count, long bytes) {
        private Records plus(Tally tally) {
            return new Records(count + tally.count, bytes + tally.bytes);
        }
    }

    /// One worker's count.
    static final class Tally {
        private long count;
        private long bytes;

        void add(long more) {
            count++;
            bytes += more;
        }
    }

    static HeapCensus of(Collection<IndexPass> passes) {
        Records instances = new Records(0, 0);
        Records objectArrays = instances;
        Records primitiveArrays = instances;
        long classDumps = 0;
        Map<GcRootKind, Long> rootsByKind = new EnumMap<>(GcRootKind.class);
        Set<Integer> serials = new TreeSet<>();
        for (IndexPass pass : passes) {
            instances = instances.plus(pass.instances);
            objectArrays = objectArrays.plus(pass.objectArrays);
            primitiveArrays = primitiveArrays.plus(pass.primitiveArrays);
            classDumps += pass.classRecords.size();
            pass.roots.forEach(root -> rootsByKind.merge(root.kind(), 1L, Long::sum));
            if (!pass.threadRoots.isEmpty()) {
                rootsByKind.merge(GcRootKind.THREAD_OBJECT, (long) pass.threadRoots.size(), Long::sum);
            }
            serials.addAll(pass.stackSerials);
        }
        return new HeapCensus(instances, objectArrays, primitiveArrays, classDumps, rootsByKind, serials);
    }
}
