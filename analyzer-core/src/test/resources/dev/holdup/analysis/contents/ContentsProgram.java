import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Inflater;

/** Makes a heap of which everything is known, and dumps it. Argument: a folder, which also holds plug/Plugin.class. */
public final class ContentsProgram {
    static class MyList extends ArrayList<Object> { MyList(int room) { super(room); } }
    static class MyMap extends HashMap<Object, Object> { MyMap(int room) { super(room); } }
    static class MyDeque extends ArrayDeque<Object> { MyDeque(int room) { super(room); } }
    static class Slot {}
    static class Mail { final byte[] body = new byte[100]; }
    static class Ranked implements Comparable<Ranked> {
        final byte[] body = new byte[100];
        @Override public int compareTo(Ranked other) { return 0; }
    }
    static class Context { final byte[] content = new byte[10_000]; }
    static class PrintTask implements Runnable {
        final byte[] label = new byte[500];
        @Override public void run() { park(); }
    }
    static class LateTask implements Runnable {
        final byte[] label = new byte[500];
        @Override public void run() {}
    }
    static class Stuck { @Override protected void finalize() { FINALIZING.countDown(); park(); } }
    static class Waiting { final byte[] content = new byte[200]; @Override protected void finalize() { FINALIZED++; } }

    static int FINALIZED;
    static final CountDownLatch FINALIZING = new CountDownLatch(1);
    static final List<Object> KEPT = new ArrayList<>();
    static final List<Object> PLUGINS = new ArrayList<>();
    static final ThreadLocal<Object> CONTEXT = new ThreadLocal<>();
    static final Object SLOT = new Slot();

    static void park() { while (true) { LockSupport.park(); } }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        strings();
        collections();
        queues();
        threadLocals();
        plugins(folder);
        offHeap(folder);
        finalizers();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve("heap.hprof").toString(), true);
        StringBuilder direct = new StringBuilder("limit=" + Runtime.getRuntime().maxMemory() + "\n");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct.append(pool.getName()).append('=').append(pool.getCount()).append(' ').append(pool.getMemoryUsed()).append('\n');
        }
        Files.writeString(folder.resolve("pools.txt"), direct);
        Runtime.getRuntime().halt(0);
    }

    private static void strings() {
        for (int i = 0; i < 50; i++) {
            KEPT.add("d".repeat(137));
        }
        String shared = "s".repeat(211);
        for (int i = 0; i < 300; i++) {
            KEPT.add(new String(shared));
        }
        for (int i = 0; i < 3; i++) {
            KEPT.add("\u4e2d".repeat(150_001));
        }
        for (int i = 0; i < 400; i++) {
            KEPT.add(Float.valueOf(i));
        }
    }

    private static void collections() {
        for (int i = 0; i < 10; i++) {
            KEPT.add(new MyList(100));
        }
        KEPT.add(new MyList(0));
        for (int i = 0; i < 5; i++) {
            KEPT.add(filled(new MyList(1000), 3));
        }
        for (int i = 0; i < 7; i++) {
            KEPT.add(filled(new MyList(10), 10));
        }
        for (int i = 0; i < 4; i++) {
            MyMap map = new MyMap(1024);
            map.put(1, SLOT);
            map.put(2, SLOT);
            KEPT.add(map);
        }
        for (int i = 0; i < 2; i++) {
            MyDeque deque = new MyDeque(1000);
            deque.add(SLOT);
            deque.add(SLOT);
            deque.add(SLOT);
            KEPT.add(deque);
        }
        for (int i = 0; i < 6; i++) {
            Slot[] slots = new Slot[1000];
            slots[99] = (Slot) SLOT;
            KEPT.add(slots);
            float[] floats = new float[5000];
            floats[499] = 1;
            KEPT.add(floats);
        }
    }

    private static MyList filled(MyList list, int elements) {
        for (int i = 0; i < elements; i++) {
            list.add(SLOT);
        }
        return list;
    }

    private static void queues() throws Exception {
        ThreadPoolExecutor printers = new ThreadPoolExecutor(2, 8, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
        for (int i = 0; i < 1002; i++) {
            printers.execute(new PrintTask());
        }
        ScheduledThreadPoolExecutor late = new ScheduledThreadPoolExecutor(1);
        for (int i = 0; i < 300; i++) {
            late.schedule(new LateTask(), 1, TimeUnit.DAYS);
        }
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch running = new CountDownLatch(1);
        pool.execute(() -> { running.countDown(); park(); });
        running.await();
        for (int i = 0; i < 400; i++) {
            pool.execute(new PrintTask());
        }
        ConcurrentLinkedQueue<Mail> mails = new ConcurrentLinkedQueue<>();
        LinkedTransferQueue<Mail> transfers = new LinkedTransferQueue<>();
        LinkedBlockingDeque<Mail> deque = new LinkedBlockingDeque<>(9000);
        ArrayBlockingQueue<Mail> full = new ArrayBlockingQueue<>(700);
        PriorityBlockingQueue<Ranked> ranked = new PriorityBlockingQueue<>();
        for (int i = 0; i < 500; i++) {
            mails.add(new Mail());
            transfers.add(new Mail());
            deque.add(new Mail());
            ranked.add(new Ranked());
        }
        for (int i = 0; i < 10; i++) {
            mails.poll();
            transfers.poll();
        }
        while (full.offer(new Mail())) {}
        KEPT.addAll(List.of(printers, late, pool, mails, transfers, deque, full, ranked));
    }

    private static void threadLocals() throws Exception {
        CountDownLatch set = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> { CONTEXT.set(new Context()); set.countDown(); park(); }, "local-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        set.await();
    }

    /** The first is kept by a static field, the others by thread-locals. */
    private static void plugins(Path folder) throws Exception {
        CountDownLatch set = new CountDownLatch(2);
        for (int i = 0; i < 3; i++) {
            ClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("plugins/").toUri().toURL()}, null);
            Object plugin = loader.loadClass("plug.Plugin").getDeclaredConstructor().newInstance();
            if (i == 0) {
                PLUGINS.add(plugin);
            } else {
                AtomicReference<Object> handed = new AtomicReference<>(plugin);
                Thread thread = new Thread(() -> { keep(handed); set.countDown(); park(); }, "plugged-" + i);
                thread.setContextClassLoader(null);
                thread.setDaemon(true);
                thread.start();
            }
        }
        set.await();
    }

    private static void keep(AtomicReference<Object> handed) {
        CONTEXT.set(handed.getAndSet(null));
    }

    private static void offHeap(Path folder) throws Exception {
        for (int i = 0; i < 7; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(100_000);
            KEPT.add(buffer);
            KEPT.add(buffer.slice());
        }
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("mapped").toFile(), "rw")) {
            file.setLength(50_000);
            for (int i = 0; i < 2; i++) {
                KEPT.add(file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, 50_000));
            }
        }
        for (int i = 0; i < 5; i++) {
            Inflater inflater = new Inflater();
            if (i > 2) {
                inflater.end();
            }
            KEPT.add(inflater);
        }
    }

    private static void finalizers() throws Exception {
        make(new Stuck());
        while (!FINALIZING.await(50, TimeUnit.MILLISECONDS)) {
            System.gc();
        }
        for (int i = 0; i < 900; i++) {
            make(new Waiting());
        }
        // Twice: the reference handler enqueues what the first collection has found.
        System.gc();
        Thread.sleep(300);
        System.gc();
        Thread.sleep(300);
    }

    private static void make(Object garbage) {
        if (garbage.hashCode() == 0) {
            throw new AssertionError();
        }
    }
}
