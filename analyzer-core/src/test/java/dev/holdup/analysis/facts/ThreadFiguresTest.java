package dev.holdup.analysis.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.rules.HeapCondition;
import dev.holdup.analysis.rules.HeapFact;
import dev.holdup.analysis.rules.HeapFigure;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures read from this JVM's own heap, whose collections themselves tell what is right.
// The old collections are what is looked at, and fences stand where nothing is thrown.
@SuppressWarnings({"JdkObsolete", "ReachabilityFenceUsage"})
class ThreadFiguresTest {
    private static final String POOL = ThreadFiguresTest.class.getName() + "$Pool";

    @TempDir
    private Path folder;

    /// A connection of a pool; 1 is in use.
    record Connection(int state) {}

    /// What a thread stands in when it waits for a connection.
    static final class Pool {
        final List<Connection> connections = new CopyOnWriteArrayList<>();
        final Map<String, Object> all = new LinkedHashMap<>();
        final Limits limits = new Limits();
        final Connection[] array = {new Connection(1), new Connection(0), new Connection(1)};
        final AtomicLong[] sequences = {new AtomicLong(40), new AtomicLong(30)};
        int idle = 2;
        boolean open = true;

        void borrow(CountDownLatch inside) {
            inside.countDown();
            LockSupport.park();
            Reference.reachabilityFence(this);
        }
    }

    static final class Limits {
        long most = 10;
        int unlimited = Integer.MAX_VALUE;
    }

    private final Pool pool = new Pool();

    @Test
    void everyCollectionOfTheJdkHasTheSizeThatItSaysItself() throws Exception {
        Map<String, Object> things = things();
        pool.all.putAll(things);
        inside((heap, figures) -> {
            Quantity quantity = new Quantity(heap.graph().reader());
            var reader = heap.graph().reader();
            var start = Objects.requireNonNull(
                    new StartObjects(reader, heap.graph().classes()::named).of(POOL, heap.thread("borrower")));
            var entry = reader.follow(Objects.requireNonNull(reader.follow(start, "all")), "head");
            int seen = 0;
            while (entry != null) {
                String name = Objects.requireNonNull(reader.text(reader.reference(entry, "key")));
                assertThat(quantity.of(reader.follow(entry, "value")))
                        .as(name)
                        .hasValue(sizeOf(Objects.requireNonNull(things.get(name))));
                entry = reader.follow(entry, "after");
                seen++;
            }
            assertThat(seen).isEqualTo(things.size());
        });
    }

    @Test
    void aFigureIsReadFromTheObjectThatTheThreadStandsIn() throws Exception {
        for (int i = 0; i < 10; i++) {
            pool.connections.add(new Connection(i < 7 ? 1 : 0));
        }
        inside((heap, figures) -> {
            assertThat(read(heap, figures, "connections")).isEqualTo(10);
            assertThat(read(heap, figures, "connections[state=1]")).isEqualTo(7);
            assertThat(read(heap, figures, "array[state=1]")).isEqualTo(2);
            assertThat(read(heap, figures, "array")).isEqualTo(3);
            assertThat(read(heap, figures, "array[1].state")).isZero();
            assertThat(read(heap, figures, "connections - idle")).isEqualTo(8);
            assertThat(read(heap, figures, "connections - idle + limits.most")).isEqualTo(18);
            assertThat(read(heap, figures, "sequences[0] - sequences[1].value")).isEqualTo(10);
            assertThat(read(heap, figures, "limits.most")).isEqualTo(10);
            assertThat(read(heap, figures, "open")).isOne();
            assertThat(read(heap, figures, "nothing")).isNull();
            assertThat(read(heap, figures, "limits.nothing.more")).isNull();
            assertThat(read(heap, figures, "array[9].state")).isNull();
        });
    }

    @Test
    void aFactHasItsLimitAndOneWithoutLimitHasNone() throws Exception {
        pool.connections.add(new Connection(1));
        inside((heap, figures) -> {
            var thread = heap.thread("borrower");
            HeapFact limited = fact("gone", "connections", "gone", "limits.most");
            ThreadFigures.Found found = Objects.requireNonNull(figures.read(limited, thread));
            assertThat(found.value()).isOne();
            assertThat(found.limit()).isEqualTo(10);
            assertThat(found.className()).isEqualTo(POOL);

            HeapFact unlimited = fact("connections", "connections", "limits.unlimited", "limits.unlimited");
            assertThat(Objects.requireNonNull(figures.read(unlimited, thread)).limit())
                    .isNull();
            assertThat(figures.read(limited, heap.thread("Reference Handler"))).isNull();
        });
    }

    @Test
    void aConditionHoldsOnlyIfTheHeapShowsIt() throws Exception {
        inside((heap, figures) -> {
            assertThat(figures.holds(condition("connections = 0"), heap.thread("borrower")))
                    .isTrue();
            assertThat(figures.holds(condition("limits.most > 9"), heap.thread("borrower")))
                    .isTrue();
            assertThat(figures.holds(condition("limits.most < 9"), heap.thread("borrower")))
                    .isFalse();
            assertThat(figures.holds(condition("nothing = 0"), heap.thread("borrower")))
                    .isFalse();
            assertThat(figures.holds(condition("connections = 0"), null)).isFalse();
        });
    }

    private interface Look {
        void at(OwnHeap heap, ThreadFigures figures) throws Exception;
    }

    /// With the heap dumped while a thread stands in the pool.
    private void inside(Look look) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Thread borrower = new Thread(() -> pool.borrow(inside), "borrower");
        borrower.start();
        inside.await();
        while (borrower.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        try (OwnHeap heap = OwnHeap.dump(folder)) {
            look.at(heap, new ThreadFigures(heap.graph().reader(), heap.graph().classes()::named));
        } finally {
            LockSupport.unpark(borrower);
            borrower.join();
        }
    }

    private static @Nullable Long read(OwnHeap heap, ThreadFigures figures, String path) {
        ThreadFigures.Found found =
                figures.read(new HeapFact("", List.of(figure(path)), List.of()), heap.thread("borrower"));
        return found == null ? null : found.value();
    }

    private static HeapFact fact(String value, String orElse, String limit, String orElseLimit) {
        return new HeapFact(
                "connections", List.of(figure(value), figure(orElse)), List.of(figure(limit), figure(orElseLimit)));
    }

    private static HeapFigure figure(String path) {
        return HeapFigure.parse(POOL + "#" + path).orElseThrow();
    }

    private static HeapCondition condition(String text) {
        return HeapCondition.parse(POOL + "#" + text).orElseThrow();
    }

    private static Map<String, Object> things() {
        List<String> words = List.of("a", "b", "c", "d", "e", "f", "g");
        Map<String, Integer> numbers = new TreeMap<>();
        words.forEach(word -> numbers.put(word, word.length()));
        Map<String, Object> things = new LinkedHashMap<>();
        for (Collection<String> collection : List.<Collection<String>>of(
                new ArrayList<>(words),
                new LinkedList<>(words),
                new Vector<>(words),
                new HashSet<>(words),
                new LinkedHashSet<>(words),
                new TreeSet<>(words),
                new PriorityQueue<>(words),
                new ArrayDeque<>(words),
                new ArrayBlockingQueue<>(20, true, words),
                new LinkedBlockingQueue<>(words),
                new LinkedBlockingDeque<>(words),
                new LinkedTransferQueue<>(words),
                new PriorityBlockingQueue<>(words),
                new ConcurrentLinkedQueue<>(words),
                new ConcurrentLinkedDeque<>(words),
                new CopyOnWriteArrayList<>(words),
                new CopyOnWriteArraySet<>(words))) {
            // What was taken again must not count.
            collection.remove("a");
            things.put(collection.getClass().getSimpleName(), collection);
        }
        things.put("empty queue", new ConcurrentLinkedQueue<>());
        things.put("HashMap", new java.util.HashMap<>(numbers));
        things.put("TreeMap", numbers);
        things.put("Hashtable", new Hashtable<>(numbers));
        things.put("ConcurrentHashMap", new ConcurrentHashMap<>(numbers));
        Set<String> concurrent = ConcurrentHashMap.newKeySet();
        concurrent.addAll(words);
        things.put("key set", concurrent);
        Set<String> fromMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
        fromMap.addAll(words);
        things.put("set from map", fromMap);
        things.put("synchronized list", Collections.synchronizedList(new ArrayList<>(words)));
        things.put("synchronized map", Collections.synchronizedMap(new TreeMap<>(numbers)));
        things.put("AtomicInteger", new AtomicInteger(42));
        things.put("AtomicLong", new AtomicLong(1L << 40));
        things.put("Integer", 1234567);
        things.put("Semaphore", new Semaphore(13, true));
        things.put("CountDownLatch", new CountDownLatch(4));
        LongAdder adder = new LongAdder();
        adder.add(99);
        things.put("LongAdder", adder);
        things.put("array", new String[5]);
        things.put("bytes", new byte[300]);
        return things;
    }

    private static long sizeOf(Object thing) {
        return switch (thing) {
            case Collection<?> collection -> collection.size();
            case Map<?, ?> map -> map.size();
            case Number number -> number.longValue();
            case Semaphore semaphore -> semaphore.availablePermits();
            case CountDownLatch latch -> latch.getCount();
            case Object[] array -> array.length;
            case byte[] bytes -> bytes.length;
            default -> throw new AssertionError(thing.getClass());
        };
    }
}
