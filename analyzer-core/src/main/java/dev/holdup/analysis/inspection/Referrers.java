package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraphBuilder.PassProgress;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// What refers to an object, strongly or not, reachable or not. One walk over the file finds it: the graph keeps who
/// refers to whom only as far as dominators need it.
final class Referrers {
    /// The pass over the file as progress names it.
    static final String PASS = "finding referrers";

    private final LookedAt look;
    private final PassProgress progress;

    Referrers(LookedAt look, PassProgress progress) {
        this.look = look;
        this.progress = progress;
    }

    Capped<ObjectFacts.Referrer> of(long targetId) {
        Largest all = new Largest(look.tree, look.limit);
        classes(targetId, all);
        walk(targetId, all);
        ReferenceNames names = new ReferenceNames(look);
        return new Capped<>(
                all.total(),
                all.objects().stream()
                        .map(source -> new ObjectFacts.Referrer(look.object(source), names.of(source, targetId)))
                        .toList());
    }

    private void walk(long targetId, Largest all) {
        int[][] offsetsByClass = ReferrerPass.offsetsByClass(look.heap.classes());
        AtomicLong walked = new AtomicLong();
        progress.at(PASS, 0);
        LongConsumer more =
                objects -> progress.at(PASS, Math.min(1, (double) walked.addAndGet(objects) / look.heap.size()));
        look.heap
                .walk(() -> new ReferrerPass(look, offsetsByClass, targetId, more))
                .forEach(pass -> all.addAll(pass.referrers));
        progress.at(PASS, 1);
    }

    private void classes(long targetId, Largest all) {
        for (int c = 0; c < look.heap.classes().size(); c++) {
            HeapClass heapClass = look.heap.classes().get(c);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0 && refers(classRecord, targetId)) {
                all.add(heapClass.objectIndex());
            }
        }
    }

    private static boolean refers(HeapClassRecord classRecord, long targetId) {
        return classRecord.superclassId() == targetId
                || classRecord.classLoaderId() == targetId
                || classRecord.staticFields().stream()
                        .anyMatch(field -> field.type() == FieldType.OBJECT && field.value() == targetId);
    }
}
