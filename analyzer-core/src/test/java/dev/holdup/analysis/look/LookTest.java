package dev.holdup.analysis.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdup.analysis.inspection.FieldFact;
import dev.holdup.analysis.inspection.ObjectFacts.Referrer;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.inspection.Via;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.KeptHeaps;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions on a static field, one of them a thread's local, with texts and figures that are secret.
class LookTest {
    private static final String SECRET = "CANARY-hunter2";

    @TempDir
    private Path folder;

    private long registry;
    private long table;
    private long session;
    private long user;
    private long weak;
    private long garbage;
    private long numbers;
    private long worker;
    private long owner;
    private long lock;

    @SuppressWarnings("NullAway.Init")
    private KeptHeap heap;

    @SuppressWarnings("NullAway.Init")
    private Look look;

    @BeforeEach
    void keep() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        ClassBuilder base = dump.clazz("com.acme.Base").field("user", FieldKind.OBJECT);
        ClassBuilder type = dump.clazz("com.acme.Session")
                .extending(base)
                .field("secret", FieldKind.INT)
                .field("numbers", FieldKind.OBJECT);
        numbers = dump.primitiveArray(FieldKind.LONG, Value.of(987654321987L), Value.of(7L));
        user = dump.string(SECRET);
        session = dump.instance(type, Value.of(424242), Value.ref(numbers), Value.ref(user));
        long other = dump.instance(type);
        table = dump.array(0, session, 0, session, other);
        registry = dump.clazz("com.acme.Registry")
                .staticField("SESSIONS", Value.ref(table))
                .staticField("COUNT", Value.of(424242))
                .id();
        dump.root(RootKind.STICKY_CLASS, registry);
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference").field("referent", FieldKind.OBJECT);
        weak = dump.instance(dump.clazz("java.lang.ref.WeakReference").extending(reference), Value.ref(session));
        dump.root(RootKind.JNI_GLOBAL, weak);
        garbage = dump.array(session);
        SyntheticThread its = dump.thread("lock-owner");
        owner = its.tid(11).frame("com.acme.Slow", "write").live();
        lock = dump.lockSync(owner);
        SyntheticThread waiting =
                dump.thread("worker").tid(12).threadStatus(0x291).parkedOn(lock);
        waiting.frame("jdk.internal.misc.Unsafe", "park").frame("com.acme.Work", "run");
        waiting.local(other);
        worker = waiting.live();
        heap = KeptHeaps.of(dump, folder);
        look = new Look(heap);
    }

    @AfterEach
    void close() {
        heap.close();
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    private <T> T ask(Class<T> type, LookQuery.What what, String subject, long offset, int limit) throws NothingThere {
        LookQuery query = new LookQuery(what, subject, "RETAINED", new Window(offset, limit));
        assertThat(LookQuery.of(query.line())).isEqualTo(query);
        return type.cast(look.answer(query));
    }

    @SuppressWarnings("unchecked")
    private <T> Slice<T> slice(LookQuery.What what, String subject, long offset, int limit) throws NothingThere {
        return (Slice<T>) ask(Slice.class, what, subject, offset, limit);
    }

    @Test
    void anObjectIsToldWithItsFieldsBothWaysAndWhatKeepsIt() throws Exception {
        LookedAtObject seen = ask(LookedAtObject.class, LookQuery.What.OBJECT, hex(session), 0, 10);

        assertThat(seen.object().className()).isEqualTo("com.acme.Session");
        assertThat(seen.reachability()).isEqualTo("strong");
        assertThat(seen.fields())
                .extracting(FieldFact::declaringClass, FieldFact::name, FieldFact::type, FieldFact::value)
                .containsExactly(
                        tuple("com.acme.Session", "secret", "int", null),
                        tuple("com.acme.Session", "numbers", "object", null),
                        tuple("com.acme.Base", "user", "object", null));
        assertThat(Objects.requireNonNull(seen.fields().get(2).reference()).address())
                .isEqualTo(hex(user));
        assertThat(seen.dominators()).extracting(ObjectRef::address).containsExactly(hex(table), hex(registry));
        assertThat(seen.topReached()).isTrue();
        assertThat(seen.dominates()).isEqualTo(2);

        Slice<Referrer> referrers = slice(LookQuery.What.REFERRERS, hex(session), 0, 10);
        assertThat(referrers.items())
                .extracting(referrer -> referrer.object().address(), Referrer::via)
                .containsExactlyInAnyOrder(
                        tuple(hex(table), new Via("[1]", 2, null)),
                        tuple(hex(weak), new Via("referent", 1, "weak")),
                        tuple(hex(garbage), new Via("[0]", 1, null)));
    }

    @Test
    void elementsThatAreNotNullComeInPages() throws Exception {
        References.Elements first = ask(References.Elements.class, LookQuery.What.ELEMENTS, hex(table), 0, 2);
        assertThat(first.length()).isEqualTo(5);
        assertThat(first.items()).extracting(References.Element::index).containsExactly(1, 3);
        long next = Objects.requireNonNull(first.next());
        References.Elements second = ask(References.Elements.class, LookQuery.What.ELEMENTS, hex(table), next, 2);
        assertThat(second.items()).extracting(References.Element::index).containsExactly(4);
        assertThat(second.next()).isNull();
    }

    @Test
    void aWayLeadsFromTheStaticFieldAndNotOverAWeakReference() throws Exception {
        Ways.Found found = ask(Ways.Found.class, LookQuery.What.WAYS, hex(user), 0, 5);

        assertThat(found.complete()).isTrue();
        assertThat(found.ways()).singleElement().satisfies(way -> {
            assertThat(way.roots()).containsExactly("system class");
            assertThat(way.steps())
                    .extracting(step -> step.object().address())
                    .containsExactly(hex(registry), hex(table), hex(session), hex(user));
            assertThat(way.steps().stream()
                            .map(Ways.Step::via)
                            .filter(Objects::nonNull)
                            .map(Via::name))
                    .containsExactly("SESSIONS", "[1]", "user");
        });
        Ways.Found ofGarbage = ask(Ways.Found.class, LookQuery.What.WAYS, hex(garbage), 0, 5);
        assertThat(ofGarbage.reachability()).isEqualTo("unreachable");
        assertThat(ofGarbage.ways()).isEmpty();
    }

    @Test
    void theTreeUnfoldsFromItsTop() throws Exception {
        Slice<Look.Node> top = slice(LookQuery.What.DOMINATED, "roots", 0, 500);
        assertThat(top.items()).anySatisfy(node -> {
            assertThat(node.object().name()).isEqualTo("com.acme.Registry");
            assertThat(node.dominates()).isEqualTo(1);
        });
        Slice<Look.Node> below = slice(LookQuery.What.DOMINATED, hex(session), 1, 1);
        assertThat(below.total()).isEqualTo(2);
        assertThat(below.items()).hasSize(1);
    }

    @Test
    void classesAreFoundByAPartOfTheirNameAndLeadToTheirInstances() throws Exception {
        Slice<Classes.Row> found = slice(LookQuery.What.CLASSES, "acme.sess", 0, 10);
        assertThat(found.items()).singleElement().satisfies(row -> {
            assertThat(row.className()).isEqualTo("com.acme.Session");
            assertThat(row.instances()).isEqualTo(2);
        });
        String index = Integer.toString(found.items().getFirst().index());
        Classes.Facts facts = ask(Classes.Facts.class, LookQuery.What.CLASS, index, 0, 10);
        assertThat(Objects.requireNonNull(facts.superclass()).className()).isEqualTo("com.acme.Base");
        assertThat(facts.declared()).extracting(Classes.Declared::name).containsExactly("secret", "numbers");
        Slice<ObjectRef> instances = slice(LookQuery.What.INSTANCES, index, 0, 1);
        assertThat(instances.items()).extracting(ObjectRef::address).containsExactly(hex(session));
    }

    @Test
    void aThreadIsToldWithWhatItWaitsForAndWhatItsFramesHold() throws Exception {
        Slice<Threads.Row> found = slice(LookQuery.What.THREADS, "WORK", 0, 10);
        assertThat(found.items()).extracting(Threads.Row::address).containsExactly(hex(worker));
        Threads.Facts facts = ask(Threads.Facts.class, LookQuery.What.THREAD, hex(worker), 0, 10);
        assertThat(facts.threadId()).isEqualTo(12);
        assertThat(Objects.requireNonNull(facts.waitsFor()).object().address()).isEqualTo(hex(lock));
        assertThat(Objects.requireNonNull(facts.waitsFor().owner()).name()).isEqualTo("lock-owner");
        assertThat(facts.frames())
                .extracting(Threads.Frame::text, Threads.Frame::localCount)
                .containsExactly(
                        tuple(facts.frames().get(0).text(), 0),
                        tuple(facts.frames().get(1).text(), 1));
        assertThat(hex(owner)).isEqualTo(facts.waitsFor().owner().address());
    }

    @Test
    void valuesAreToldByTheirOwnQuestionAndByNoOther() throws Exception {
        Values.Held held = ask(Values.Held.class, LookQuery.What.VALUES, hex(session), 0, 10);
        assertThat(held.fields())
                .extracting(Values.FieldValue::name, Values.FieldValue::value)
                .containsExactly(tuple("secret", "424242"), tuple("user", SECRET));
        assertThat(ask(Values.Held.class, LookQuery.What.VALUES, hex(user), 0, 10)
                        .text())
                .isEqualTo(SECRET);
        Slice<String> elements = ask(Values.Held.class, LookQuery.What.VALUES, hex(numbers), 1, 10)
                .elements();
        assertThat(Objects.requireNonNull(elements).items()).containsExactly("7");
        for (LookQuery.What what : LookQuery.What.values()) {
            if (what != LookQuery.What.VALUES) {
                for (long address : new long[] {session, user, numbers, registry, table, worker}) {
                    assertThat(said(what, hex(address))).doesNotContain(SECRET).doesNotContain("424242");
                }
            }
        }
    }

    private String said(LookQuery.What what, String subject) {
        try {
            return String.valueOf(ask(Object.class, what, subject, 0, 100));
        } catch (NothingThere nothing) {
            return String.valueOf(nothing.getMessage());
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        for (String subject : List.of("", "0x", "0x1", "zz", "0xffffffffffffffffff", "-1", "99999999")) {
            for (LookQuery.What what : List.of(
                    LookQuery.What.OBJECT,
                    LookQuery.What.DOMINATED,
                    LookQuery.What.CLASS,
                    LookQuery.What.THREAD,
                    LookQuery.What.VALUES)) {
                assertThatThrownBy(() -> ask(Object.class, what, subject, 0, 1))
                        .as("%s %s", what, subject)
                        .isInstanceOf(NothingThere.class);
            }
        }
    }
}
