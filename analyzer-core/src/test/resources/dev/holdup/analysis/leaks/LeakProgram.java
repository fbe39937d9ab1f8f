import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Leaks in the usual ways, each as large as the others, and writes its own heap dump. For Java 17 and later. */
public final class LeakProgram {
    private static final int ENTRIES = 400;
    private static final int BYTES = 8_000;
    private static final CountDownLatch STARTED = new CountDownLatch(3);

    /** By a static map whose entries refer back to it, one of them held by a running thread besides. */
    static final class Registry {
        private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
    }

    record Session(Map<String, Session> all, byte[] basket) {}

    /** By a cache in an object that a static field of another class keeps. */
    static final class Catalogue {
        private final PriceCache prices = new PriceCache();
    }

    static final class PriceCache {
        private final Map<Integer, Price> priceByArticle = new HashMap<>();
    }

    record Price(byte[] history) {}

    static final class Application {
        private static final Catalogue CATALOGUE = new Catalogue();
    }

    /** By listeners that nobody removes. */
    static final class EventBus {
        private static final EventBus INSTANCE = new EventBus();
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    }

    interface Listener {}

    record View(byte[] pixels) implements Listener {}

    /** By an inner class's object, which keeps the outer one that made it. */
    static final class Editor {
        private final List<byte[]> undo = new ArrayList<>();

        final class Shortcut {
            void press() {
                undo.clear();
            }
        }
    }

    static final class Shortcuts {
        private static final Object[] ACTIVE = new Object[10];
    }

    /** By a thread-local of a thread that lives on. */
    private static final ThreadLocal<Scratch> SCRATCH = new ThreadLocal<>();

    record Scratch(List<byte[]> buffers) {}

    /** By a local variable of a running thread. */
    record Import(List<byte[]> rows) {}

    /** Kept by two maps at once, one by one: neither dominates any. */
    static final class Orders {
        private static final Map<Integer, Order> BY_ID = new HashMap<>();
        private static final List<Order> RECENT = new ArrayList<>();
    }

    record Order(byte[] document) {}

    /** Many collections of one kind, of which one has grown. */
    static final class Account {
        private final List<Entry> entries = new ArrayList<>();
        private final List<Entry> holds = new ArrayList<>();
    }

    record Entry(int amount) {}

    static final class Bank {
        private static final List<Account> ACCOUNTS = new ArrayList<>();
    }

    static final class Plugins {
        private static final List<Object> OLD = new ArrayList<>();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (int i = 0; i < ENTRIES; i++) {
            Registry.SESSIONS.put("s" + i, new Session(Registry.SESSIONS, new byte[BYTES]));
            Application.CATALOGUE.prices.priceByArticle.put(i, new Price(new byte[BYTES]));
            EventBus.INSTANCE.listeners.add(new View(new byte[BYTES]));
            Order order = new Order(new byte[BYTES]);
            Orders.BY_ID.put(i, order);
            Orders.RECENT.add(order);
        }
        Editor editor = new Editor();
        editor.undo.addAll(buffers());
        Shortcuts.ACTIVE[3] = editor.new Shortcut();
        editor = null;
        for (int i = 0; i < 1_000; i++) {
            Account account = new Account();
            for (int entry = 0; entry < (i == 700 ? 60_000 : 5 + i % 10); entry++) {
                account.entries.add(new Entry(entry));
            }
            for (int hold = 0; hold < 40 + i % 3; hold++) {
                account.holds.add(null);
            }
            Bank.ACCOUNTS.add(account);
        }
        plugin(folder);
        start("holds-a-session", () -> wait(Registry.SESSIONS.get("s17")));
        start("scratch", () -> {
            SCRATCH.set(new Scratch(buffers()));
            wait("");
        });
        start("import", () -> {
            Import running = new Import(buffers());
            wait(running);
        });
        STARTED.await();
        // The classes of this program are used, so that no collection unloads anything.
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve("heap.hprof").toString(), true);
        Runtime.getRuntime().halt(0);
    }

    /** An application that was undeployed: one of its objects is registered, and so all that its classes hold stays. */
    private static void plugin(Path folder) throws Exception {
        URL[] classes = {folder.resolve("plugins/").toUri().toURL()};
        Constructor<?> plugin =
                new URLClassLoader(classes, null).loadClass("plug.Leaking").getDeclaredConstructor(int.class);
        Plugins.OLD.add(plugin.newInstance(ENTRIES * BYTES));
    }

    private static List<byte[]> buffers() {
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            buffers.add(new byte[BYTES]);
        }
        return buffers;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void wait(Object held) {
        STARTED.countDown();
        while (true) {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException ended) {
                throw new AssertionError(held.toString());
            }
        }
    }
}
