package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Finds the running threads of a dump that was cut in front of its GC roots, which JVMs up to 11 write behind all
/// objects: a platform thread has the address of its native half in `Thread.eetop` as long as it runs.
final class RunningThreads implements HeapVisitor {
    private final HeapBytes bytes;
    private final ClassTable classes;
    /// `eetopOffsetByClass[classIndex]`, from the first field value; −1 for what is no thread.
    private final int[] eetopOffsetByClass;

    private final List<Long> found = new ArrayList<>();

    private RunningThreads(HeapBytes bytes, ClassTable classes, int[] eetopOffsetByClass) {
        this.bytes = bytes;
        this.classes = classes;
        this.eetopOffsetByClass = eetopOffsetByClass;
    }

    /// Ids of their objects, ascending. Costs a walk over the dump unless it has no class of threads.
    static List<Long> in(HeapDump dump, List<HeapRegion> pieces, ClassTable classes, Workers workers) {
        int[] eetopOffsetByClass = new int[classes.size()];
        for (int i = 0; i < classes.size(); i++) {
            HeapClass.Field eetop =
                    classes.get(i).isA("java.lang.Thread") ? classes.get(i).field("eetop") : null;
            eetopOffsetByClass[i] = eetop == null ? -1 : eetop.offset();
        }
        if (Arrays.stream(eetopOffsetByClass).noneMatch(offset -> offset >= 0)) {
            return List.of();
        }
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Long> all = new ConcurrentLinkedQueue<>();
        workers.run(worker -> {
            RunningThreads walk = new RunningThreads(dump.bytes(), classes, eetopOffsetByClass);
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                workers.cancellation().check();
                // The first pass has reported the damage already.
                var _ = dump.accept(pieces.get(i), walk);
            }
            all.addAll(walk.found);
        });
        return all.stream().sorted().distinct().toList();
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        int classIndex = classes.indexOf(classId);
        int offset = classIndex < 0 ? -1 : eetopOffsetByClass[classIndex];
        if (offset >= 0 && offset + Long.BYTES <= fieldBytes && bytes.u8(fieldsOffset + offset) != 0) {
            found.add(objectId);
        }
    }
}
