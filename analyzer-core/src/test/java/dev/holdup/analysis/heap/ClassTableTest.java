package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Classes and what they inherit, whatever a dump says of that.
class ClassTableTest {

    @Test
    void fieldsAreAClassesOwnAndThenWhatItInheritsAtItsPlaceInARecord() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        ClassBuilder top = dump.clazz("a.Top").field("count", FieldKind.INT).field("next", FieldKind.OBJECT);
        ClassBuilder plain = dump.clazz("a.Plain").extending(top);
        dump.clazz("a.Bottom").extending(plain).field("flag", FieldKind.BOOLEAN);
        dump.root(RootKind.JNI_GLOBAL, dump.node(16));
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ClassTable classes = open.graph().classes();

            assertThat(described(classes, "a.Plain")).containsExactly("a.Top.count@0", "a.Top.next@4");
            assertThat(described(classes, "a.Bottom"))
                    .containsExactly("a.Bottom.flag@0", "a.Top.count@1", "a.Top.next@5");
            assertThat(open.graph().warnings()).isEmpty();
        }
    }

    @Test
    void aLongChainOfClassesWithManyFieldsEachDoesNotHaveThemByTheSquareOfItsLength() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        List<ClassBuilder> chain = chain(dump, 400, 100);
        long last = dump.instance(chain.getLast());
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ClassTable classes = open.graph().classes();
            long fields = 0;
            for (int i = 0; i < classes.size(); i++) {
                fields += classes.get(i).fields().size();
            }

            assertThat(fields).isBetween(4_000_000L, 5_000_000L + 400 * 100 + 1_000);
            assertThat(open.index(last)).isNotNegative();
            assertThat(classes.indexOf(chain.getLast().id())).isNotNegative();
            assertThat(classes.get(classes.indexOf(chain.getLast().id())).fields())
                    .hasSizeGreaterThanOrEqualTo(100);
            assertThat(open.graph().warnings())
                    .extracting(ParseWarning::what)
                    .anyMatch(warning -> warning.matches("Superclasses are left out for \\d+ of \\d+ classes: .*"));
        }
    }

    @Test
    void superclassesFarAboveAreLeftOut() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        List<ClassBuilder> chain = chain(dump, 2_500, 0);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ClassTable classes = open.graph().classes();
            int deepest = 0;
            for (ClassBuilder each : chain) {
                int depth = 0;
                for (HeapClass at = classes.get(classes.indexOf(each.id())).superclass();
                        at != null;
                        at = at.superclass()) {
                    depth++;
                }
                deepest = Math.max(deepest, depth);
            }

            assertThat(deepest).isEqualTo(1_000);
            assertThat(open.graph().warnings())
                    .extracting(ParseWarning::what)
                    .anyMatch(warning -> warning.startsWith("Superclasses are left out for 2 of "));
        }
    }

    private static List<ClassBuilder> chain(HeapDumpWriter dump, int length, int fields) {
        List<ClassBuilder> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            ClassBuilder each = dump.clazz("a.C" + i);
            if (i > 0) {
                each.extending(chain.getLast());
            }
            for (int f = 0; f < fields; f++) {
                each.field("f" + f, FieldKind.OBJECT);
            }
            chain.add(each);
        }
        return chain;
    }

    private static List<String> described(ClassTable classes, String name) {
        HeapClass heapClass = Objects.requireNonNull(classes.named(name));
        return heapClass.fields().stream()
                .map(field -> field.declaringClass() + "." + field.name() + "@" + field.offset())
                .toList();
    }
}
