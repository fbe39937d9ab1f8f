package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.ParseWarning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;

/// Builds a [HeapGraph] in two passes over the file, both shared out among the workers: `index`, then
/// `references`.
public final class HeapGraphBuilder {
    /// The passes over the file as progress names them.
    public static final String MARKING = "marking objects";

    public static final String REFERENCES = "reading references";

    /// Workers that count references each have their own counts, a quarter of a byte an object.
    private static final int MOST_COUNTING = 8;

    /// Threads are too few to be met by chance, and their objects may be far larger than their fields.
    private static final int MOST_SAMPLED_THREADS = 64;

    private final HeapDump dump;
    private final Workers workers;
    private final MemoryLimit limit;
    private final PassProgress progress;
    private final Semantics semantics;

    /// Told how far a pass has come.
    @FunctionalInterface
    public interface PassProgress {
        void at(String pass, double done);
    }

    public HeapGraphBuilder(HeapDump dump, Workers workers, PassProgress progress) {
        this(dump, workers, MemoryLimit.ofMachine(), progress, Semantics.HOLDUP);
    }

    public HeapGraphBuilder(HeapDump dump, Workers workers, MemoryLimit limit, PassProgress progress) {
        this(dump, workers, limit, progress, Semantics.HOLDUP);
    }

    public HeapGraphBuilder(
            HeapDump dump, Workers workers, MemoryLimit limit, PassProgress progress, Semantics semantics) {
        this.limit = limit;
        this.semantics = semantics;
        this.dump = dump;
        this.workers = workers;
        this.progress = progress;
    }

    /// Reads the file twice.
    ///
    /// @throws AddressBits.ScatteredAddresses and [ObjectIndex.TooManyObjects] for what cannot be analysed,
    ///     with a sentence
    public HeapGraph build() {
        TableSpace space = new TableSpace(limit);
        try {
            return build(space);
        } catch (Throwable failed) {
            space.close();
            throw failed;
        }
    }

    private HeapGraph build(TableSpace space) {
        WalkDamage damage = new WalkDamage();
        List<IndexPass> passes;
        AddressBits bits = new AddressBits(3, dump.fileBytes(), space);
        try {
            passes = index(bits, damage);
        } catch (AddressBits.UnalignedAddress finer) {
            damage = new WalkDamage();
            bits.free();
            bits = new AddressBits(0, dump.fileBytes(), space);
            passes = index(bits, damage);
        }
        if (semantics == Semantics.MAT) {
            bits.new Marker().mark(ClassReferences.BOOT_LOADER);
        }
        ObjectIndex objects = ObjectIndex.of(bits, space);
        List<HeapClassRecord> records = new ArrayList<>();
        Set<Long> classIds = new LinkedHashSet<>();
        List<HeapRegion> pieces = new ArrayList<>();
        for (IndexPass pass : passes) {
            records.addAll(pass.classRecords);
            classIds.addAll(pass.classIds);
            pieces.addAll(pass.pieces);
        }
        // Whichever worker found them: the same dump gives the same order.
        pieces.sort(Comparator.comparingLong(HeapRegion::offset));

        ClassTable classes = ClassTable.of(dump, records, classIds, objects::indexOf);
        DumpedRoots dumpedRoots = DumpedRoots.of(passes);
        if (semantics == Semantics.HOLDUP) {
            dumpedRoots = dumpedRoots.orRunningThreads(dump, pieces, classes, workers);
        }
        FileStretches stretches = new FileStretches(passes.stream()
                .flatMap(pass -> pass.stretches.stretches.stream())
                .toList());
        HeapObjects reader = new HeapObjects(dump, classes, stretches::holding);
        ObjectSizes sizes = switch (semantics) {
            case HOLDUP -> {
                LayoutSample sample = LayoutSample.of(dump, pieces, objects, classes);
                List<Long> sampledThreads = dumpedRoots.threads().stream()
                        .limit(MOST_SAMPLED_THREADS)
                        .map(IndexPass.ThreadRoot::objectId)
                        .toList();
                reader.findAll(sampledThreads);
                sampledThreads.stream()
                        .map(reader::at)
                        .filter(Objects::nonNull)
                        .forEach(thread -> sample.addInstance(
                                thread.address(),
                                thread.heapClass(),
                                objects.gapAfter(thread.address(), LayoutSample.LARGEST_GAP)));
                yield InferredSizes.of(
                        LayoutInference.of(sample, dump.idBytes()), classes, sample, new StaticFields(dump));
            }
            case MAT -> MatSizes.of(dump, objects, classes);
        };
        ClassShapes shapes = new ClassShapes(classes, sizes);
        GcRoots roots = GcRoots.of(dumpedRoots, objects::indexOf, classes, semantics);

        Set<Integer> rooted = new java.util.HashSet<>();
        roots.plain().forEach(root -> rooted.add(root.objectIndex()));
        ClassPlans plans = new ClassPlans(classes, rooted::contains, dump.idBytes(), semantics);
        ObjectShapes objectShapes = new ObjectShapes(space, objects.size(), shapes);
        ReferenceLog log = new ReferenceLog(space);
        List<ReferencePass> referencePasses =
                references(pieces, objects, classes, sizes, plans, log, objectShapes, space);
        ClassTotals totals = new ClassTotals(new long[classes.size()], new long[classes.size()]);
        WeakReferents weakReferents = new WeakReferents();
        long dangling = 0;
        for (ReferencePass pass : referencePasses) {
            for (int i = 0; i < classes.size(); i++) {
                totals.objectsByClass()[i] += pass.objectsByClass[i];
                totals.bytesByClass()[i] += pass.bytesByClass[i];
            }
            weakReferents.addAll(pass.weakReferents);
            dangling += pass.dangling;
        }
        ReferencePass first = referencePasses.getFirst();
        ClassReferences classReferences =
                new ClassReferences(objects, classes, sizes, first.log, first.shapes, first.counts, totals, semantics);
        classReferences.write();
        dangling += classReferences.dangling();
        referencePasses.forEach(pass -> pass.log.close());
        objectShapes.addLarge(referencePasses.stream().map(pass -> pass.shapes).toList());
        ReferenceCounts counts = merged(referencePasses, space);
        HeapCoverage coverage = HeapCoverage.of(
                dump, dump.extent().withUnread(damage.unreadBytes()), classes, dumpedRoots, objects::indexOf, dangling);
        List<HeapThread> threads = new HeapThreads(
                        dump,
                        reader,
                        objects::indexOf,
                        id -> classes.get(objectShapes.classIndex(objects.indexOf(id)))
                                .name())
                .read(roots);
        return new HeapGraph(
                dump,
                pieces,
                space,
                workers,
                objects,
                classes,
                sizes.layout(),
                objectShapes,
                shapes,
                log,
                counts,
                roots,
                threads,
                reader,
                weakReferents,
                totals,
                HeapCensus.of(passes),
                coverage,
                referencePasses.stream().map(pass -> pass.inOrder).toList(),
                damage.withGaps(dump, coverage));
    }

    private List<IndexPass> index(AddressBits bits, WalkDamage damage) {
        List<HeapRegion> regions = dump.regions();
        AtomicInteger next = new AtomicInteger();
        AtomicLong walked = new AtomicLong();
        long all = Math.max(1, regions.stream().mapToLong(HeapRegion::bytes).sum());
        progress.at(MARKING, 0);
        ConcurrentLinkedQueue<IndexPass> passes = new ConcurrentLinkedQueue<>();
        workers.run(worker -> {
            IndexPass pass = new IndexPass(bits.new Marker(), dump.idBytes());
            for (int i = next.getAndIncrement(); i < regions.size(); i = next.getAndIncrement()) {
                workers.cancellation().check();
                HeapRegion region = regions.get(i);
                pass.begin(region);
                ParseWarning warning = dump.accept(region, pass);
                if (warning != null) {
                    damage.add(region, warning);
                }
                pass.end(region);
                progress.at(MARKING, (double) walked.addAndGet(region.bytes()) / all);
            }
            passes.add(pass);
        });
        return List.copyOf(passes);
    }

    private List<ReferencePass> references(
            List<HeapRegion> pieces,
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ClassPlans plans,
            ReferenceLog log,
            ObjectShapes shapes,
            TableSpace space) {
        AtomicInteger next = new AtomicInteger();
        AtomicLong walked = new AtomicLong();
        long all = Math.max(1, pieces.stream().mapToLong(HeapRegion::bytes).sum());
        ConcurrentLinkedQueue<ReferencePass> passes = new ConcurrentLinkedQueue<>();
        progress.at(REFERENCES, 0);
        DoubleConsumer tell = done -> progress.at(REFERENCES, done);
        workers.with(Math.min(workers.threads(), MOST_COUNTING)).run(worker -> {
            ReferencePass pass = new ReferencePass(
                    dump.bytes(),
                    objects,
                    classes,
                    sizes,
                    plans,
                    log.new Writer(),
                    shapes.new Writer(),
                    new ReferenceCounts(space, objects.size()));
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                workers.cancellation().check();
                HeapRegion piece = pieces.get(i);
                // The first pass has reported the damage already.
                var _ = dump.accept(piece, pass);
                tell.accept((double) walked.addAndGet(piece.bytes()) / all);
            }
            passes.add(pass);
        });
        return List.copyOf(passes);
    }

    /// What all workers have counted together; frees all but that.
    private ReferenceCounts merged(List<ReferencePass> passes, TableSpace space) {
        ReferenceCounts all = passes.getFirst().counts;
        List<ReferencePass> others = passes.subList(1, passes.size());
        workers.ranges(all.words(), (from, to) -> others.forEach(pass -> all.add(pass.counts, (int) from, (int) to)));
        others.forEach(pass -> pass.counts.free(space));
        return all;
    }
}
