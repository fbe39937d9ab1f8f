package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraphBuilder.PassProgress;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at one class. Uses up what the dominator tree knows of the trees' classes.
final class ClassInspection {
    private final LookedAt look;
    private final PassProgress progress;

    ClassInspection(LookedAt look, PassProgress progress) {
        this.look = look;
        this.progress = progress;
    }

    ClassFacts of(HeapClass heapClass) {
        int c = heapClass.classIndex();
        ClassRetention retention = ClassRetention.of(look.tree, List.of());
        Largest largest =
                Largest.of(look, object -> look.heap.shapes().classIndex(object) == c && look.tree.isReachable(object));
        HeapClass superclass = heapClass.superclass();
        return new ClassFacts(
                heapClass.name(),
                heapClass.objectIndex() < 0 ? null : look.object(heapClass.objectIndex()),
                look.heap.objects().indexOf(heapClass.loaderId()) < 0 ? null : look.at(heapClass.loaderId()),
                superclass == null ? null : superclass.name(),
                subclasses(heapClass),
                retention.objectsByClass()[c],
                retention.shallowByClass()[c],
                retention.retainedByClass()[c],
                look.heap.totals().objectsByClass()[c] - retention.objectsByClass()[c],
                new FieldValues(look).staticsOf(heapClass),
                declared(heapClass),
                largest.told(look),
                referrers(heapClass));
    }

    /// Null if the dump holds no class object.
    private @Nullable Capped<ObjectFacts.Referrer> referrers(HeapClass heapClass) {
        int object = heapClass.objectIndex();
        return object < 0
                ? null
                : new Referrers(look, progress).of(look.heap.objects().addressOf(object));
    }

    /// By name.
    private Capped<String> subclasses(HeapClass heapClass) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < look.heap.classes().size(); c++) {
            HeapClass other = look.heap.classes().get(c);
            if (heapClass == other.superclass()) {
                names.add(other.name());
            }
        }
        names.sort(null);
        return look.first(names.size(), names::get);
    }

    private Capped<ClassFacts.Declared> declared(HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        List<HeapClassRecord.InstanceField> fields = classRecord == null ? List.of() : classRecord.instanceFields();
        return look.first(fields.size(), i -> {
            String name = look.heap.fieldName(fields.get(i).nameId());
            return new ClassFacts.Declared(
                    name == null ? "?" : name, fields.get(i).type().javaName());
        });
    }
}
