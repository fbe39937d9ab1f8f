package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ReadExtent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToIntFunction;

/// How much of a heap is there, counted while it was read.
///
/// @param danglingReferences of fields, array elements and classes, to objects that the dump does not hold; in a whole
///     dump a few all the same: JVMs leave out the objects behind `int.class` and its like
/// @param gcRoots root records
/// @param threads live ones that the roots name, each object once; without any root, those that run
/// @param missingThreads of these, without their object
/// @param missingStacks of these, whose locals the roots name while no stack says what they are locals of; without any
///     root, all
/// @param classes that the dump describes or objects name
/// @param unnamedClasses of these
/// @param undescribedClasses of these: what their objects refer to cannot be told
/// @param disinheritedClasses of these: what fields of their superclasses refer to is not followed
public record HeapCoverage(
        ReadExtent extent,
        long danglingReferences,
        long gcRoots,
        int threads,
        int missingThreads,
        int missingStacks,
        int classes,
        int unnamedClasses,
        int undescribedClasses,
        int disinheritedClasses) {

    /// @param extent after all heap records were walked
    static HeapCoverage of(
            HeapDump dump,
            ReadExtent extent,
            ClassTable classes,
            DumpedRoots roots,
            LongToIntFunction indexOf,
            long danglingReferences) {
        Set<Integer> serialsWithLocals = new HashSet<>();
        for (GcRoot root : roots.plain()) {
            if (root.kind() == GcRootKind.JAVA_FRAME && root.frameNumber() >= 0) {
                serialsWithLocals.add(root.threadSerial());
            }
        }
        Set<Long> threads = new HashSet<>();
        int missingThreads = 0;
        int missingStacks = 0;
        for (IndexPass.ThreadRoot thread : roots.threads()) {
            if (thread.objectId() != 0 && threads.add(thread.objectId())) {
                missingThreads += indexOf.applyAsInt(thread.objectId()) < 0 ? 1 : 0;
                boolean hasStack = roots.standIns() || serialsWithLocals.contains(thread.threadSerial());
                missingStacks += hasStack && dump.stackTrace(thread.stackSerial()) == null ? 1 : 0;
            }
        }
        return of(
                dump,
                extent,
                classes,
                danglingReferences,
                roots.records(),
                threads.size(),
                missingThreads,
                missingStacks);
    }

    /// Of a heap whose objects nobody has numbered: of references and threads nothing is known to be missing.
    static HeapCoverage ofOnePass(HeapDump dump, ReadExtent extent, ClassTable classes, long gcRoots, int threads) {
        return of(dump, extent, classes, 0, gcRoots, threads, 0, 0);
    }

    private static HeapCoverage of(
            HeapDump dump,
            ReadExtent extent,
            ClassTable classes,
            long danglingReferences,
            long gcRoots,
            int threads,
            int missingThreads,
            int missingStacks) {
        Map<Long, String> names = dump.classNames();
        int known = 0;
        int unnamed = 0;
        int undescribed = 0;
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            // Classes of primitive arrays that were made up have no id.
            if (heapClass.classId() != 0) {
                known++;
                unnamed += names.containsKey(heapClass.classId()) ? 0 : 1;
                undescribed += heapClass.classRecord() == null ? 1 : 0;
            }
        }
        return new HeapCoverage(
                extent,
                danglingReferences,
                gcRoots,
                threads,
                missingThreads,
                missingStacks,
                known,
                unnamed,
                undescribed,
                classes.disinherited());
    }
}
