package dev.holdup.analysis.waits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A made-up pool of slots, of which some are out, some returned, some of another pool.
class HandedOutTest {
    private static final String RULE = """
            rules:
              - id: acme-pool
                category: bulkhead
                subsystem: {id: bulkhead.acme, name: Acme pool}
                library: com.acme:pool
                versions: [4.2.0]
                frames: [com.acme.Pool.borrow]
                state: waiting
                role: victim
                waits: for a slot
                cause: pool-exhausted
                explanation: All slots are taken.
                heapFacts:
                  - label: slots at most
                    read: com.acme.Pool#max
                holders:
                  noun: slots
                  resource: com.acme.Pool
                  handedOut: com.acme.Slot
                  of: pool
                  all: list
                  where: state=1
                  capacity: max
            """;
    private static final int PARKED = 0x291;
    private static final int SLEEPING = 0xE1;

    @TempDir
    private Path directory;

    private final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
    private ClassBuilder poolClass = dump.clazz("com.acme.Pool");
    private ClassBuilder slotClass = dump.clazz("com.acme.Slot");
    private long pool;

    @BeforeEach
    void definePool() {
        poolClass.field("list", FieldKind.OBJECT).field("max", FieldKind.INT);
        slotClass.field("pool", FieldKind.OBJECT).field("state", FieldKind.INT);
        dump.clazz("com.acme.Proxy").field("slot", FieldKind.OBJECT);
        pool = dump.instance(poolClass, Value.NULL, Value.of(5));
    }

    @Test
    void holdersAreThoseWhoseFramesReachASlotThatIsOut() throws Exception {
        long one = slot(pool, 1);
        long two = slot(pool, 1);
        long three = slot(pool, 1);
        long returned = slot(pool, 0);
        long ofAnotherPool = slot(dump.instance(poolClass, Value.NULL, Value.of(1)), 1);
        list(one, two, three, returned);
        waiter("waiter-1", 0);
        waiter("waiter-2", 0);
        holder("by-proxy", proxy(one));
        holder("two-in-an-array", dump.array(proxy(two), dump.array(three)));
        holder("has-returned-its", proxy(returned));
        holder("of-another-pool", proxy(ofAnotherPool));
        holder("knows-the-pool", pool);

        Resource resource = resource();

        assertThat(resource.summary()).isEqualTo("3 of 5 slots in use");
        assertThat(resource.waiters()).isEqualTo(2);
        assertThat(resource.knownBy()).isEqualTo(KnownBy.HANDED_OUT);
        assertThat(resource.holders())
                .extracting(holder -> holder.unit().name() + " " + holder.count())
                .containsExactly("two-in-an-array 2", "by-proxy 1");
    }

    @Test
    void aWaitingThreadThatHasASlotAlreadyIsAHolderToo() throws Exception {
        long one = slot(pool, 1);
        list(one);
        waiter("greedy", proxy(one));
        waiter("waiter-2", 0);

        assertThat(resource().holders())
                .extracting(holder -> holder.unit().name())
                .containsExactly("greedy");
    }

    @Test
    void ofTwoThreadsTheNearerOneIsTheHolder() throws Exception {
        long one = slot(pool, 1);
        list(one);
        waiter("waiter-1", 0);
        waiter("waiter-2", 0);
        holder("far", dump.array(dump.array(proxy(one))));
        holder("near", proxy(one));

        assertThat(resource().holders())
                .extracting(holder -> holder.unit().name())
                .containsExactly("near");
    }

    @Test
    void anotherThreadIsNeverSearchedThrough() throws Exception {
        long one = slot(pool, 1);
        list(one);
        waiter("waiter-1", 0);
        waiter("waiter-2", 0);
        long worker =
                dump.thread("worker").set("threadLocals", Value.ref(proxy(one))).live();
        holder("boss", worker);

        assertThat(resource().holders()).isEmpty();
        assertThat(resource().summary()).isEqualTo("1 of 5 slots in use");
    }

    private long slot(long ofPool, int state) {
        return dump.instance(slotClass, Value.ref(ofPool), Value.of(state));
    }

    private long proxy(long slot) {
        return dump.instance(dump.clazz("com.acme.Proxy"), Value.ref(slot));
    }

    private void list(long... slots) {
        dump.set(pool, "list", Value.ref(dump.array(slots)));
    }

    private void waiter(String name, long held) {
        SyntheticThread thread = dump.thread(name)
                .threadStatus(PARKED)
                .frame("jdk.internal.misc.Unsafe", "park")
                .frame("com.acme.Pool", "borrow")
                .local(pool)
                .frame("com.acme.App", "request");
        if (held != 0) {
            thread.local(held);
        }
        thread.live();
    }

    private void holder(String name, long held) {
        dump.thread(name)
                .threadStatus(SLEEPING)
                .frame("java.lang.Thread", "sleep")
                .frame("com.acme.App", "work")
                .local(held)
                .live();
    }

    private Resource resource() throws Exception {
        try (Heaps.OpenHeap heap = Heaps.open(dump)) {
            WaitForGraph graph = WaitForGraph.of(
                    JoinedUnits.of(heap.graph().threads(), List.of()),
                    heap.graph().reader());
            StackGroups groups = StackGroups.of(graph, RuleBook.with(List.of(rules())));
            StackGroup waiting = groups.groupOf(graph.joined().units().getFirst());
            assertThat(waiting.size()).isEqualTo(2);
            return requireNonNull(GroupResources.of(graph, groups).get(waiting.index()));
        }
    }

    private Path rules() throws IOException {
        Files.writeString(directory.resolve("acme.yaml"), RULE);
        return directory;
    }
}
