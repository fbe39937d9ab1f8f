package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.ParseWarning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;

/// Builds a [HeapGraph] in two passes over the file, both shared out among the workers: `index`, then
/// `references`.
public final class HeapGraphBuilder {
    private final HeapDump dump;
    private final Workers workers;
    private final PassProgress progress;
    private final Semantics semantics;

    /// Told how far a pass has come.
    @FunctionalInterface
    public interface PassProgress {
        void at(String pass, double done);
    }

    public HeapGraphBuilder(HeapDump dump, Workers workers, PassProgress progress) {
        this(dump, workers, progress, Semantics.HOLDUP);
    }

    public HeapGraphBuilder(HeapDump dump, Workers workers, PassProgress progress, Semantics semantics) {
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
        TableSpace space = new TableSpace();
        try {
            return build(space);
        } catch (Throwable failed) {
            space.close();
            throw failed;
        }
    }

    private HeapGraph build(TableSpace space) {
        List<ParseWarning> warnings = new ArrayList<>();
        List<IndexPass> passes;
        AddressBits bits = new AddressBits(3, dump.fileBytes());
        try {
            passes = index(bits, warnings);
        } catch (AddressBits.UnalignedAddress finer) {
            warnings.clear();
            bits = new AddressBits(0, dump.fileBytes());
            passes = index(bits, warnings);
        }
        if (semantics == Semantics.MAT) {
            bits.new Marker().mark(ClassRows.BOOT_LOADER);
        }
        ObjectIndex objects = ObjectIndex.of(bits, space);
        List<HeapClassRecord> records = new ArrayList<>();
        Set<Long> classIds = new LinkedHashSet<>();
        List<GcRoot> dumpedRoots = new ArrayList<>();
        List<IndexPass.ThreadRoot> threadRoots = new ArrayList<>();
        List<HeapRegion> pieces = new ArrayList<>();
        for (IndexPass pass : passes) {
            records.addAll(pass.classRecords);
            classIds.addAll(pass.classIds);
            dumpedRoots.addAll(pass.roots);
            threadRoots.addAll(pass.threadRoots);
            pieces.addAll(pass.pieces);
        }
        // Whichever worker found them: the same dump gives the same order.
        pieces.sort(Comparator.comparingLong(HeapRegion::offset));
        dumpedRoots.sort(Comparator.comparingLong(GcRoot::objectId)
                .thenComparing(GcRoot::kind)
                .thenComparingInt(GcRoot::threadSerial)
                .thenComparingInt(GcRoot::frameNumber)
                .thenComparingLong(GcRoot::order));
        threadRoots.sort(GcRoots.threadOrder());

        ClassTable classes = ClassTable.of(dump, records, classIds, objects::indexOf);
        ObjectSizes sizes = switch (semantics) {
            case HOLDUP -> {
                LayoutSample sample = LayoutSample.of(dump, pieces, objects, classes);
                yield InferredSizes.of(LayoutInference.of(sample, dump.idBytes()), classes, sample);
            }
            case MAT -> MatSizes.of(dump, objects, classes);
        };
        RowShapes shapes = new RowShapes(classes, sizes);
        GcRoots roots = GcRoots.of(dumpedRoots, threadRoots, objects::indexOf, classes, semantics);

        Set<Integer> rooted = new java.util.HashSet<>();
        roots.plain().forEach(root -> rooted.add(root.objectIndex()));
        ClassPlans plans = new ClassPlans(classes, shapes, rooted::contains, dump.idBytes(), semantics);
        References references =
                new References(space, mostInts(passes, classes, plans), pieces.size() + workers.threads() + 1L);
        int virtualNodes = VirtualNodes.mostFor(dump, threadRoots);
        IntTable placeByObject = space.ints((long) objects.size() + virtualNodes);
        ObjectPlaces places = new ObjectPlaces(placeByObject);

        List<ReferencePass> referencePasses =
                references(pieces, objects, classes, sizes, plans, references, placeByObject);
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
        new ClassRows(objects, classes, sizes, references, placeByObject, totals, semantics).write();
        if (dangling > 0 && !warnings.isEmpty()) {
            warnings.add(new ParseWarning(
                    new dev.holdup.dumps.model.SourceLocation.InFile(dump.input(), 0),
                    dangling + " references lead to objects that the dump does not hold",
                    "What those would have kept alive counts as unreachable."));
        }
        HeapObjects reader = new HeapObjects(dump, classes, address -> {
            int objectIndex = objects.indexOf(address);
            return objectIndex < 0 ? List.of() : references.chunkOfFile(places.of(objectIndex));
        });
        List<HeapThread> threads = new HeapThreads(
                        dump,
                        reader,
                        objects::indexOf,
                        id -> classes.get(references.classIndex(places.of(objects.indexOf(id))))
                                .name())
                .read(roots);
        return new HeapGraph(
                dump,
                space,
                objects,
                classes,
                sizes.layout(),
                shapes,
                references,
                places,
                roots,
                threads,
                reader,
                weakReferents,
                totals,
                List.copyOf(warnings));
    }

    private List<IndexPass> index(AddressBits bits, List<ParseWarning> warnings) {
        List<HeapRegion> regions = dump.regions();
        AtomicInteger next = new AtomicInteger();
        AtomicLong walked = new AtomicLong();
        long all = Math.max(1, regions.stream().mapToLong(HeapRegion::bytes).sum());
        ConcurrentLinkedQueue<IndexPass> passes = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<ParseWarning> found = new ConcurrentLinkedQueue<>();
        workers.run(worker -> {
            IndexPass pass = new IndexPass(bits.new Marker(), dump.idBytes());
            for (int i = next.getAndIncrement(); i < regions.size(); i = next.getAndIncrement()) {
                HeapRegion region = regions.get(i);
                pass.begin(region);
                ParseWarning warning = dump.accept(region, pass);
                if (warning != null) {
                    found.add(warning);
                }
                pass.end(region);
                progress.at("marking objects", (double) walked.addAndGet(region.bytes()) / all);
            }
            passes.add(pass);
        });
        warnings.addAll(found);
        return List.copyOf(passes);
    }

    private List<ReferencePass> references(
            List<HeapRegion> pieces,
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ClassPlans plans,
            References references,
            IntTable placeByObject) {
        AtomicInteger next = new AtomicInteger();
        AtomicLong walked = new AtomicLong();
        long all = Math.max(1, pieces.stream().mapToLong(HeapRegion::bytes).sum());
        ConcurrentLinkedQueue<ReferencePass> passes = new ConcurrentLinkedQueue<>();
        DoubleConsumer tell = done -> progress.at("reading references", done);
        workers.run(worker -> {
            ReferencePass pass =
                    new ReferencePass(dump.bytes(), objects, classes, sizes, plans, references, placeByObject);
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                HeapRegion piece = pieces.get(i);
                pass.begin(piece);
                // The first pass has reported the damage already.
                var _ = dump.accept(piece, pass);
                tell.accept((double) walked.addAndGet(piece.bytes()) / all);
            }
            passes.add(pass);
        });
        return List.copyOf(passes);
    }

    /// Upper bound of the rows' ints: what the first pass counted, times what each class's rows can take.
    private static long mostInts(List<IndexPass> passes, ClassTable classes, ClassPlans plans) {
        long ints = 0;
        for (IndexPass pass : passes) {
            for (int slot = 0; slot < pass.classIds.size(); slot++) {
                int classIndex = classes.indexOf(pass.classIds.get(slot));
                int fields = classIndex < 0 ? 0 : plans.referenceOffsetsByClass[classIndex].length;
                ints += pass.objectsBySlot[slot] * (fields + 5L);
            }
            ints += pass.elements;
            for (FieldType type : FieldType.values()) {
                ints += 3 * pass.arraysByElement[type.ordinal()];
            }
        }
        for (int i = 0; i < classes.size(); i++) {
            HeapClassRecord classRecord = classes.get(i).classRecord();
            ints += 8 + (classRecord == null ? 0 : classRecord.staticFields().size());
        }
        return ints;
    }
}
