package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.ParseWarning;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The heap as objects 0…size−1 in address order, with their outgoing references.
///
/// Off-heap memory: four bytes an object, a quarter for each worker that counted, and the references' log. Close it
/// to free them.
public final class HeapGraph implements AutoCloseable {
    private final HeapDump dump;
    private final List<HeapRegion> pieces;
    private final TableSpace space;
    private final Workers workers;
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectLayout layout;
    private final ObjectShapes shapes;
    private final ClassShapes classShapes;
    private final ReferenceLog log;
    private final ReferenceCounts counts;
    private final GcRoots roots;
    private final List<HeapThread> threads;
    private final HeapObjects reader;
    private final WeakReferents weakReferents;
    private final ClassTotals totals;
    private final HeapCensus census;
    private final HeapCoverage coverage;
    private final List<InOrder> inOrder;
    private final List<ParseWarning> warnings;

    HeapGraph(
            HeapDump dump,
            List<HeapRegion> pieces,
            TableSpace space,
            Workers workers,
            ObjectIndex objects,
            ClassTable classes,
            ObjectLayout layout,
            ObjectShapes shapes,
            ClassShapes classShapes,
            ReferenceLog log,
            ReferenceCounts counts,
            GcRoots roots,
            List<HeapThread> threads,
            HeapObjects reader,
            WeakReferents weakReferents,
            ClassTotals totals,
            HeapCensus census,
            HeapCoverage coverage,
            List<InOrder> inOrder,
            List<ParseWarning> warnings) {
        this.dump = dump;
        this.pieces = pieces;
        this.space = space;
        this.workers = workers;
        this.objects = objects;
        this.classes = classes;
        this.layout = layout;
        this.shapes = shapes;
        this.classShapes = classShapes;
        this.log = log;
        this.counts = counts;
        this.roots = roots;
        this.threads = threads;
        this.reader = reader;
        this.weakReferents = weakReferents;
        this.totals = totals;
        this.census = census;
        this.coverage = coverage;
        this.inOrder = inOrder;
        this.warnings = warnings;
    }

    /// Number of objects, class objects included.
    public int size() {
        return objects.size();
    }

    public ObjectIndex objects() {
        return objects;
    }

    public ClassTable classes() {
        return classes;
    }

    /// Class of an object, reachable or not.
    public HeapClass classOf(int objectIndex) {
        return classes.get(shapes.classIndex(objectIndex));
    }

    /// Bytes of an object alone.
    public long shallowBytes(int objectIndex) {
        return shapes.shallowBytes(objectIndex);
    }

    public ObjectLayout layout() {
        return layout;
    }

    /// Class and shallow size of every object.
    public ObjectShapes shapes() {
        return shapes;
    }

    /// The class index of what is no object.
    public int virtualClass() {
        return classShapes.virtualClass();
    }

    /// All references; a dominator tree uses them up.
    public ReferenceLog log() {
        return log;
    }

    /// How often each object is referred to; a dominator tree uses them up.
    public ReferenceCounts counts() {
        return counts;
    }

    /// Live threads in the order of the dump.
    public List<HeapThread> threads() {
        return threads;
    }

    /// Objects alive by themselves, threads and their locals left out: `objectIndex` and kind, ordered.
    public List<Root> plainRoots() {
        return roots.plain().stream()
                .map(root -> new Root(root.objectIndex(), root.kind()))
                .toList();
    }

    public record Root(int objectIndex, GcRootKind kind) {}

    /// Root records in the dump.
    public long gcRoots() {
        return roots.dumped();
    }

    public WeakReferents weakReferents() {
        return weakReferents;
    }

    /// Objects and shallow bytes by class.
    public ClassTotals totals() {
        return totals;
    }

    /// What the heap records hold.
    public HeapCensus census() {
        return census;
    }

    /// Room between neighbouring objects, added up.
    public ObjectGaps gaps() {
        return InOrder.together(inOrder, this);
    }

    /// The dump that the graph was read from.
    public HeapDump dump() {
        return dump;
    }

    /// Reads single objects from the file.
    public HeapObjects reader() {
        return reader;
    }

    /// Name of a field by the id of its string; null if the dump does not hold it.
    public @Nullable String fieldName(long nameId) {
        return dump.string(nameId);
    }

    /// Walks all records of the file once more, shared out among the workers, each with a visitor of its own; answers
    /// with these, in no order. Records of objects that nothing reaches are among them.
    public <V extends HeapVisitor> List<V> walk(Supplier<V> visitors) {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<V> done = new ConcurrentLinkedQueue<>();
        workers.run(worker -> {
            V visitor = visitors.get();
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                workers.cancellation().check();
                // The first pass has reported the damage already.
                var _ = dump.accept(pieces.get(i), visitor);
            }
            done.add(visitor);
        });
        return List.copyOf(done);
    }

    /// Reads values at an offset of the file.
    public HeapBytes bytes() {
        return dump.bytes();
    }

    /// What works on this graph.
    public Workers workers() {
        return workers;
    }

    /// What allocates this graph's tables; further ones live as long as it.
    public TableSpace space() {
        return space;
    }

    /// How much of it is there.
    public HeapCoverage coverage() {
        return coverage;
    }

    /// Damage found while walking the objects, and what they lack.
    public List<ParseWarning> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        space.close();
    }
}
