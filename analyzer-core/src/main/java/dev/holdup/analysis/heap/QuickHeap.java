package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.ParseWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A heap looked at in one pass: objects and bytes by class, and the live threads. No references, no retained
/// sizes.
///
/// Memory: by classes and stretches of the file, never by objects.
public record QuickHeap(
        ClassTable classes,
        ObjectLayout layout,
        ClassTotals totals,
        List<HeapThread> threads,
        long gcRoots,
        List<ParseWarning> warnings) {
    public static QuickHeap of(HeapDump dump, Workers workers, HeapGraphBuilder.PassProgress progress) {
        WalkDamage damage = new WalkDamage();
        List<QuickPass> passes = walk(dump, workers, progress, damage);
        List<HeapClassRecord> records = new ArrayList<>();
        Set<Long> classIds = new LinkedHashSet<>();
        List<FileStretches.Stretch> stretches = new ArrayList<>();
        List<IndexPass.ThreadRoot> threadRoots = new ArrayList<>();
        long roots = 0;
        for (QuickPass pass : passes) {
            records.addAll(pass.classRecords);
            classIds.addAll(pass.classIds);
            stretches.addAll(pass.stretches.stretches);
            threadRoots.addAll(pass.threadRoots);
            roots += pass.roots;
        }
        threadRoots.sort(GcRoots.threadOrder());
        ClassTable classes = ClassTable.of(dump, records, classIds, id -> ObjectIndex.NONE);
        LayoutSample sample = QuickSample.gaps(passes, classes);
        ObjectLayout layout = LayoutInference.of(sample, dump.idBytes());
        ClassTotals totals = totals(passes, classes, InferredSizes.of(layout, classes, sample, new StaticFields(dump)));
        HeapObjects reader = new HeapObjects(dump, classes, new FileStretches(stretches)::holding);
        DumpedRoots dumped = new DumpedRoots(List.of(), threadRoots, false);
        if (roots == 0) {
            dumped = dumped.orRunningThreads(dump, dump.regions(), classes, workers);
        }
        // Any index will do for what is known to exist: nothing is looked up by it here.
        GcRoots threadsOnly = GcRoots.of(dumped, id -> 0, classes, Semantics.HOLDUP);
        List<HeapThread> threads = new HeapThreads(dump, reader, id -> 0, id -> "").read(threadsOnly);
        HeapCoverage coverage = HeapCoverage.ofOnePass(dump, dump.extent(), classes, roots, threads.size());
        return new QuickHeap(classes, layout, totals, threads, roots, damage.withGaps(dump, coverage));
    }

    private static List<QuickPass> walk(
            HeapDump dump, Workers workers, HeapGraphBuilder.PassProgress progress, WalkDamage damage) {
        List<HeapRegion> regions = dump.regions();
        AtomicInteger next = new AtomicInteger();
        AtomicLong walked = new AtomicLong();
        long all = Math.max(1, regions.stream().mapToLong(HeapRegion::bytes).sum());
        ConcurrentLinkedQueue<QuickPass> passes = new ConcurrentLinkedQueue<>();
        workers.run(worker -> {
            QuickPass pass = new QuickPass(dump.idBytes(), all);
            for (int i = next.getAndIncrement(); i < regions.size(); i = next.getAndIncrement()) {
                HeapRegion region = regions.get(i);
                pass.begin(region);
                ParseWarning warning = dump.accept(region, pass);
                if (warning != null) {
                    damage.add(region, warning);
                }
                pass.end(region);
                progress.at("counting objects", (double) walked.addAndGet(region.bytes()) / all);
            }
            passes.add(pass);
        });
        return List.copyOf(passes);
    }

    private static ClassTotals totals(List<QuickPass> passes, ClassTable classes, ObjectSizes sizes) {
        ClassTotals totals = new ClassTotals(new long[classes.size()], new long[classes.size()]);
        for (QuickPass pass : passes) {
            for (int slot = 0; slot < pass.classIds.size(); slot++) {
                int classIndex = classes.indexOf(pass.classIds.get(slot));
                add(totals, classIndex, pass.objectsBySlot[slot], sizes.instanceBytes(classIndex));
                ArrayTally arrays = pass.arraysBySlot[slot];
                if (arrays != null) {
                    totals.objectsByClass()[classIndex] += arrays.arrays();
                    totals.bytesByClass()[classIndex] += arrays.bytes(sizes.layout(), FieldType.OBJECT);
                }
            }
            for (FieldType type : FieldType.values()) {
                if (type != FieldType.OBJECT) {
                    int classIndex = classes.arrayOf(type).classIndex();
                    ArrayTally arrays = pass.arraysByElement[type.ordinal()];
                    totals.objectsByClass()[classIndex] += arrays.arrays();
                    totals.bytesByClass()[classIndex] += arrays.bytes(sizes.layout(), type);
                }
            }
        }
        HeapClass classOfClasses = classes.named("java.lang.Class");
        if (classOfClasses != null) {
            for (int i = 0; i < classes.size(); i++) {
                if (classes.get(i).classRecord() != null) {
                    add(totals, classOfClasses.classIndex(), 1, sizes.classObjectBytes(classes.get(i)));
                }
            }
        }
        return totals;
    }

    private static void add(ClassTotals totals, int classIndex, long objects, long bytesEach) {
        totals.objectsByClass()[classIndex] += objects;
        totals.bytesByClass()[classIndex] += objects * bytesEach;
    }
}
