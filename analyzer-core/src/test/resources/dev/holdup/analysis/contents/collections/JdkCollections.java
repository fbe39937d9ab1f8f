import java.util.*;
import java.util.concurrent.*;

/** One of each of the JDK's shapes. */
final class JdkCollections {
    enum Few { A, B, C }
    enum Many {
        A0,A1,A2,A3,A4,A5,A6,A7,A8,A9,B0,B1,B2,B3,B4,B5,B6,B7,B8,B9,C0,C1,C2,C3,C4,C5,C6,C7,C8,C9,D0,D1,D2,D3,D4,D5,D6,D7,
        D8,D9,E0,E1,E2,E3,E4,E5,E6,E7,E8,E9,F0,F1,F2,F3,F4,F5,F6,F7,F8,F9,G0,G1,G2,G3,G4,G5,G6,G7,G8,G9
    }
    static class Late implements Delayed {
        @Override public long getDelay(TimeUnit unit) { return 1; }
        @Override public int compareTo(Delayed other) { return 0; }
    }

    static void make() throws Exception {
        for (Collection<Object> empty : List.<Collection<Object>>of(
                new ArrayList<>(), new Vector<>(), new LinkedList<>(), new CopyOnWriteArrayList<>(), new HashSet<>(),
                new LinkedHashSet<>(), new TreeSet<>(), new ConcurrentSkipListSet<>(), new CopyOnWriteArraySet<>(),
                ConcurrentHashMap.newKeySet(), Collections.newSetFromMap(new IdentityHashMap<>()),
                new ArrayDeque<>(), new PriorityQueue<>(), new ArrayBlockingQueue<>(50), new PriorityBlockingQueue<>(),
                new LinkedBlockingQueue<>(), new LinkedBlockingDeque<>(), new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedDeque<>(), new LinkedTransferQueue<>(), new Stack<>(),
                Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedSet(new HashSet<>()),
                Collections.synchronizedCollection(new ArrayDeque<>()),
                Collections.checkedList(new ArrayList<>(), Object.class),
                Collections.checkedSet(new HashSet<>(), Object.class),
                Collections.asLifoQueue(new ArrayDeque<>()))) {
            CollectionsProgram.keep(empty, 0);
        }
        for (int size : new int[] {1, 7, 40}) {
            for (Collection<Object> collection : List.<Collection<Object>>of(
                    new ArrayList<>(), new Vector<>(), new LinkedList<>(), new CopyOnWriteArrayList<>(), new HashSet<>(),
                    new LinkedHashSet<>(), new TreeSet<>(), new ConcurrentSkipListSet<>(), new CopyOnWriteArraySet<>(),
                    ConcurrentHashMap.newKeySet(), Collections.newSetFromMap(new IdentityHashMap<>()),
                    new ArrayDeque<>(), new PriorityQueue<>(), new ArrayBlockingQueue<>(50),
                    new PriorityBlockingQueue<>(), new LinkedBlockingQueue<>(), new LinkedBlockingDeque<>(),
                    new ConcurrentLinkedQueue<>(), new ConcurrentLinkedDeque<>(), new LinkedTransferQueue<>(),
                    new Stack<>(), Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedSet(new HashSet<>()),
                    Collections.synchronizedCollection(new ArrayDeque<>()),
                    Collections.checkedList(new ArrayList<>(), Object.class),
                    Collections.checkedSet(new HashSet<>(), Object.class),
                    Collections.asLifoQueue(new ArrayDeque<>()))) {
                for (int i = 0; i < size; i++) {
                    collection.add("e" + i);
                }
                if (collection instanceof Queue<?> queue && size == 40) {
                    for (int i = 0; i < 15; i++) {
                        queue.poll();
                    }
                }
                CollectionsProgram.keep(collection, collection.size());
            }
            for (Map<Object, Object> map : List.<Map<Object, Object>>of(
                    new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>(), new Hashtable<>(),
                    new WeakHashMap<>(), new IdentityHashMap<>(), new TreeMap<>(), new ConcurrentSkipListMap<>(),
                    Collections.synchronizedMap(new HashMap<>()),
                    Collections.checkedMap(new HashMap<>(), Object.class, Object.class), new Properties())) {
                for (int i = 0; i < size; i++) {
                    map.put(("k" + i).intern(), "v");
                }
                CollectionsProgram.keep(map, size);
            }
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add("e" + i);
            }
            CollectionsProgram.keep(Arrays.asList(list.toArray()), size);
            CollectionsProgram.keep(Collections.nCopies(size, "e"), size);
            CollectionsProgram.keep(Collections.unmodifiableList(new ArrayList<>(list)), size);
            CollectionsProgram.keep(Collections.unmodifiableSet(new HashSet<>(list)), size);
            CollectionsProgram.keep(Collections.unmodifiableMap(new HashMap<>(Map.of("k", "v"))), 1);
            CollectionsProgram.keep(Collections.unmodifiableCollection(new ArrayList<>(list)), size);
            CollectionsProgram.keep(List.copyOf(list), size);
            CollectionsProgram.keep(Set.copyOf(list), size);
            Map<Object, Object> pairs = new HashMap<>();
            list.forEach(one -> pairs.put(one, one));
            CollectionsProgram.keep(Map.copyOf(pairs), size);
        }
        CollectionsProgram.keep(List.of("a"), 1);
        CollectionsProgram.keep(List.of("a", "b"), 2);
        CollectionsProgram.keep(Set.of("a", "b"), 2);
        CollectionsProgram.keep(Set.of("a"), 1);
        CollectionsProgram.keep(Collections.singletonList("a"), 1);
        CollectionsProgram.keep(Collections.singleton("a"), 1);
        CollectionsProgram.keep(Collections.singletonMap("a", "b"), 1);
        CollectionsProgram.keep(EnumSet.of(Few.A, Few.C), 2);
        CollectionsProgram.keep(EnumSet.noneOf(Few.class), 0);
        CollectionsProgram.keep(EnumSet.allOf(Many.class), 70);
        CollectionsProgram.keep(new EnumMap<>(Map.of(Few.B, "b")), 1);
        DelayQueue<Late> late = new DelayQueue<>();
        late.addAll(List.of(new Late(), new Late(), new Late()));
        CollectionsProgram.keep(late, 3);
        scheduled();
        timed();
        contended();
    }

    /** Tasks of a scheduler in the queue of another one, which has no threads. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void scheduled() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        BlockingQueue queue = new ScheduledThreadPoolExecutor(0).getQueue();
        for (int i = 0; i < 5; i++) {
            queue.add(scheduler.schedule(() -> {}, 1, TimeUnit.DAYS));
        }
        CollectionsProgram.keep(queue, 5);
    }

    private static void timed() throws Exception {
        var constructor = Class.forName("java.util.TaskQueue").getDeclaredConstructor();
        constructor.setAccessible(true);
        Object queue = constructor.newInstance();
        var add = queue.getClass().getDeclaredMethod("add", TimerTask.class);
        add.setAccessible(true);
        for (int i = 0; i < 6; i++) {
            add.invoke(queue, new TimerTask() { @Override public void run() {} });
        }
        CollectionsProgram.keep(queue, 6);
    }

    /** Threads that put at once make the map count in cells. */
    private static void contended() throws Exception {
        ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            int first = t * 20_000;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    map.put(first + i, "v");
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CollectionsProgram.keep(map, 160_000);
    }
}
