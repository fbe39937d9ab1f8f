import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.MemoryHandler;
import java.util.logging.ConsoleHandler;

/** Holds a secret in every place that a heap has, while its threads queue for a lock. Every secret begins with the mark. */
public final class SecretiveProgram {
    static final String MARK = "Kanari7Vogel";
    static final String LITERAL = "Kanari7Vogel/literal";
    static final Object LOCK = new Object();
    static final Holder HOLDER = new Holder();
    static final Map<Object, Object> SESSIONS = new HashMap<>();
    static final Map<String, Object> HEADERS = new ConcurrentHashMap<>();
    static final List<Object> KEPT = new ArrayList<>();
    static final ThreadLocal<Object> OF_THREAD = new ThreadLocal<>();
    static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    /** "Kanari7" as bytes, and its first four. */
    static long wide = 0x4B616E6172693756L;
    static int number = 0x4B616E61;

    /** The names of its fields may be told; nothing that is in them. */
    static final class Holder {
        String latin = MARK + "/latin";
        String utf16 = MARK + "/\u6F22\u5B57";
        char[] chars = (MARK + "/chars").toCharArray();
        byte[] bytes = (MARK + "/bytes").getBytes(StandardCharsets.UTF_8);
        byte[] bytes16 = (MARK + "/bytes16").getBytes(StandardCharsets.UTF_16LE);
        long wide = 0x4B616E6172693756L;
        int number = 0x4B616E61;
        double fraction = Double.longBitsToDouble(0x4B616E6172693756L);
        float small = Float.intBitsToFloat(0x4B616E61);
        long[] wides = {0x4B616E6172693756L, 0x4B616E6172693756L};
        int[] numbers = {0x4B616E61, 0x4B616E61};
        Long boxed = Long.valueOf(0x4B616E6172693756L);
        Integer boxedNumber = Integer.valueOf(0x4B616E61);
        StringBuilder builder = new StringBuilder(MARK).append("/builder");
        ByteBuffer buffer = ByteBuffer.wrap((MARK + "/buffer").getBytes(StandardCharsets.UTF_8));
        Object[] mixed = {MARK + "/mixed", new char[] {'K', 'a', 'n', 'a', 'r', 'i', '7'}};
        Exception failure = new IllegalStateException(MARK + "/exception", new RuntimeException(MARK + "/cause"));
        String jdbcUrl = "jdbc:postgresql://" + MARK + ".example/shop?user=app&password=" + MARK;
        Throwable suppressed = new Throwable(MARK + "/throwable");
    }

    static final class Session {
        final String user;
        final byte[] content = new byte[64 << 10];

        Session(String user) {
            this.user = user;
        }
    }

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        System.getenv();
        ManagementFactory.getRuntimeMXBean().getInputArguments();
        Properties own = new Properties();
        own.setProperty("db.password", MARK + "/property");
        KEPT.add(own);
        KEPT.add(List.of(arguments));
        for (int i = 0; i < 200; i++) {
            SESSIONS.put(MARK + "/key" + i, new Session(new String(MARK + "/user")));
        }
        Map<String, String> ordered = new LinkedHashMap<>(Map.of(MARK + "/ordered", MARK + "/its"));
        KEPT.add(ordered);
        KEPT.add(new TreeMap<>(ordered));
        KEPT.add(new LinkedBlockingQueue<>(List.of(MARK + "/job", MARK + "/job2")));
        for (int i = 0; i < 300; i++) {
            KEPT.add(new String(MARK + "/again and again"));
        }
        HEADERS.put("Authorization", "Bearer " + MARK);
        HEADERS.put("Cookie", "session=" + MARK);
        KEPT.add(HttpRequest.newBuilder(URI.create("http://" + MARK + ".example/" + MARK))
                .header("X-Api-Key", MARK)
                .build());
        openFilesAndSockets(folder);
        logSomething();
        URLClassLoader loader = new URLClassLoader(
                MARK + "/loader", new URL[] {folder.resolve(MARK + "-folder").toUri().toURL()}, null);
        KEPT.add(loader);
        KEPT.add(Class.forName("Within", true, new URLClassLoader(
                new URL[] {folder.resolve(MARK + "-classes").toUri().toURL()}, null)).getDeclaredConstructor().newInstance());
        KEPT.add(Executors.newFixedThreadPool(2).submit(() -> MARK + "/result"));
        OF_THREAD.set(MARK + "/thread-local of main");
        INHERITED.set(MARK + "/inherited");
        startThreads();
        ManagementFactory.newPlatformMXBeanProxy(
                        ManagementFactory.getPlatformMBeanServer(),
                        "com.sun.management:type=HotSpotDiagnostic",
                        HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve("heap.hprof").toString(), true);
        System.out.println("ready");
        Thread.sleep(600_000);
        OPEN.clear();
    }

    private static void openFilesAndSockets(Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve(MARK + "-orders.csv"), MARK + "/content");
        OPEN.add(new RandomAccessFile(file.toFile(), "r"));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        OPEN.add(channel);
        KEPT.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        KEPT.add(ByteBuffer.allocateDirect(4096));
        ServerSocket server = new ServerSocket(0);
        OPEN.add(server);
        OPEN.add(new Socket("localhost", server.getLocalPort()));
        KEPT.add(java.net.InetAddress.getByAddress(MARK + ".example", new byte[] {10, 75, 97, 110}));
    }

    private static void logSomething() {
        ConsoleHandler console = new ConsoleHandler();
        MemoryHandler buffer = new MemoryHandler(console, 100, Level.OFF);
        LogRecord record = new LogRecord(Level.INFO, MARK + "/log {0}");
        record.setParameters(new Object[] {MARK + "/parameter"});
        buffer.publish(record);
        KEPT.add(buffer);
        KEPT.add(Logger.getLogger("shop.orders"));
    }

    private static void startThreads() throws Exception {
        Thread owner = new Thread(() -> hold(MARK + "/local of the owner"), "lock-owner");
        owner.start();
        Thread.sleep(200);
        for (int i = 0; i < 12; i++) {
            String secret = MARK + "/request " + i;
            Thread waiter = new Thread(() -> handle(secret), "request-" + i);
            waiter.setUncaughtExceptionHandler((thread, problem) -> System.err.println(secret));
            waiter.start();
        }
        Thread.ofVirtual().name("virtual-1").start(() -> handle(MARK + "/virtual"));
        Thread.sleep(500);
    }

    private static void hold(String secret) {
        synchronized (LOCK) {
            try {
                Thread.sleep(600_000 + secret.length());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void handle(String secret) {
        OF_THREAD.set(secret + "/thread-local");
        byte[] body = new byte[128 << 10];
        System.arraycopy(secret.getBytes(StandardCharsets.UTF_8), 0, body, 0, secret.length());
        String text = secret + "/local";
        synchronized (LOCK) {
            KEPT.add(text + body.length);
        }
    }
}
