package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.ReferencesView.PendingQueue;
import dev.holdup.analysis.findings.ReferencesView.ReferenceClass;
import dev.holdup.analysis.findings.ReferencesView.ReferenceKind;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.ReferenceStrength;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sweep found of references, with what they alone reach, as rows of a report.
final class ReferencesFound {
    private static final int MOST_CLASSES = 40;
    private static final int MOST_QUEUES = 20;
    private static final String FINAL_REFERENCE = "java.lang.ref.FinalReference";
    private static final List<String> CLEANERS =
            List.of("jdk.internal.ref.PhantomCleanable", "jdk.internal.ref.Cleaner", "sun.misc.Cleaner");

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final ReferenceTally tally;
    private final long[] onlyReferentsByClass;
    private final long[] onlyBytesByClass;

    ReferencesFound(HeapGraph heap, DominatorTree tree, ReferenceTally tally) {
        this.heap = heap;
        this.tree = tree;
        this.tally = tally;
        onlyReferentsByClass = new long[heap.classes().size()];
        onlyBytesByClass = new long[heap.classes().size()];
        BitSet told = new BitSet();
        for (ReferenceStrength strength : ReferenceStrength.values()) {
            for (long pair : heap.weakReferents().of(strength)) {
                int reference = (int) (pair >>> Integer.SIZE);
                int referent = (int) pair;
                if (tree.isReachable(reference) && tree.isOnlyReachedOver(strength, referent) && !told.get(referent)) {
                    told.set(referent);
                    int c = heap.shapes().classIndex(reference);
                    onlyReferentsByClass[c]++;
                    onlyBytesByClass[c] += tree.retainedBytes(referent);
                }
            }
        }
    }

    /// @param queues objects of `java.lang.ref.ReferenceQueue`
    ReferencesView view(List<ObjectRecord> queues, Contents.@Nullable Finalizers finalizers, Detail detail) {
        int mostClasses = detail.scaled(MOST_CLASSES);
        int mostQueues = detail.scaled(MOST_QUEUES);
        List<ReferenceClass> classes = classes();
        List<ReferenceKind> kinds = List.of(
                kind("soft", classes, ReferenceStrength.SOFT),
                kind("weak", classes, ReferenceStrength.WEAK),
                kind("phantom", classes, ReferenceStrength.PHANTOM),
                kind("final", classes, ReferenceStrength.STRONG));
        List<PendingQueue> pending = pending(queues);
        return new ReferencesView(
                saying(kinds, finalizers),
                kinds,
                CollectionsFound.first(classes, mostClasses),
                Math.max(0, classes.size() - mostClasses),
                CollectionsFound.first(pending, mostQueues),
                Math.max(0, pending.size() - mostQueues),
                finalizers,
                cleaners());
    }

    private List<ReferenceClass> classes() {
        List<ReferenceClass> rows = new ArrayList<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            String kind = kind(heap.classes().get(c));
            if (tally.objectsByClass[c] > 0 && kind != null) {
                rows.add(new ReferenceClass(
                        heap.classes().get(c).name(),
                        kind,
                        tally.objectsByClass[c],
                        tally.clearedByClass[c],
                        tally.queuedByClass[c],
                        onlyReferentsByClass[c],
                        onlyBytesByClass[c]));
            }
        }
        rows.sort(Comparator.comparingLong(ReferenceClass::onlyBytes)
                .thenComparingLong(ReferenceClass::objects)
                .reversed()
                .thenComparing(ReferenceClass::className));
        return rows;
    }

    /// Null if it is of no kind that is known.
    private static @Nullable String kind(HeapClass heapClass) {
        return switch (heapClass.strength()) {
            case SOFT -> "soft";
            case WEAK -> "weak";
            case PHANTOM -> "phantom";
            case STRONG -> heapClass.isA(FINAL_REFERENCE) ? "final" : null;
        };
    }

    private ReferenceKind kind(String kind, List<ReferenceClass> classes, ReferenceStrength strength) {
        List<ReferenceClass> its =
                classes.stream().filter(row -> row.kind().equals(kind)).toList();
        return new ReferenceKind(
                kind,
                its.stream().mapToLong(ReferenceClass::objects).sum(),
                its.stream().mapToLong(ReferenceClass::cleared).sum(),
                its.stream().mapToLong(ReferenceClass::queued).sum(),
                tree.bytesOnlyReachedOver(strength));
    }

    private List<PendingQueue> pending(List<ObjectRecord> queues) {
        List<PendingQueue> rows = new ArrayList<>();
        for (ObjectRecord queue : queues) {
            long pending = heap.reader().integer(queue, "queueLength", 0);
            if (pending > 0) {
                int holder = tree.immediateDominator(heap.objects().indexOf(queue.address()));
                rows.add(new PendingQueue(
                        queue.heapClass().name(),
                        "0x" + Long.toHexString(queue.address()),
                        pending,
                        holder < 0 ? null : holderName(holder)));
            }
        }
        rows.sort(Comparator.comparingLong(PendingQueue::pending).reversed().thenComparing(PendingQueue::address));
        return rows;
    }

    /// The class of an object, or the class that an object stands for.
    private String holderName(int holder) {
        for (int c = 0; c < heap.classes().size(); c++) {
            if (heap.classes().get(c).objectIndex() == holder) {
                return heap.classes().get(c).name();
            }
        }
        return heap.classOf(holder).name();
    }

    private ReferencesView.CleanersSeen cleaners() {
        long registered = 0;
        long queued = 0;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (tally.objectsByClass[c] > 0 && CLEANERS.stream().anyMatch(heapClass::isA)) {
                registered += tally.objectsByClass[c];
                queued += tally.queuedByClass[c];
            }
        }
        return new ReferencesView.CleanersSeen(registered, queued);
    }

    private static String saying(List<ReferenceKind> kinds, Contents.@Nullable Finalizers finalizers) {
        long only = kinds.stream().mapToLong(ReferenceKind::onlyBytes).sum();
        String opening = only == 0
                ? "Nothing is reached by soft, weak or phantom references alone"
                : "Soft, weak and phantom references alone reach " + ByteFormat.bytes(only)
                        + ", which the JVM may free, "
                        + ByteFormat.bytes(kinds.getFirst().onlyBytes())
                        + " of it only when memory is short";
        return finalizers == null
                ? opening + "; no object waits to be finalized."
                : opening + "; " + CountFormat.counted(finalizers.waiting(), "object")
                        + (finalizers.waiting() == 1
                                ? " waits to be finalized and keeps "
                                : " wait to be finalized and keep ")
                        + ByteFormat.bytes(finalizers.retainedBytes()) + ".";
    }
}
