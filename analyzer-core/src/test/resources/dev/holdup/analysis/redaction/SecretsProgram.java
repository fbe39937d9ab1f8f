import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;

/** Holds secrets of every kind that a heap can hold, all of them with one of the marks that the test looks for. */
public final class SecretsProgram {
    static final String LITERAL = "CANARY in the code";
    static int number = 0x5EC4E7A1;
    static long wide = 0x5EC4E7A25EC4E7A2L;
    static double fraction = Double.longBitsToDouble(0x5EC4E7A35EC4E7A3L);
    static final List<Object> KEPT = new ArrayList<>();

    int own = 0x5EC4E7A4;
    long ownWide = 0x5EC4E7A55EC4E7A5L;
    short small = 0x5EC4;
    char letter = '\u5EC4';
    boolean flag = true;

    public static void main(String[] arguments) throws Exception {
        KEPT.add(new SecretsProgram());
        KEPT.add("CANARY of Latin letters " + arguments.length);
        KEPT.add("CANARY \u6F22 " + arguments.length);
        KEPT.add("CANARY chars".toCharArray());
        KEPT.add("CANARY bytes".getBytes("US-ASCII"));
        KEPT.add(new int[] {0x5EC4E7A6});
        KEPT.add(new long[] {0x5EC4E7A75EC4E7A7L});
        KEPT.add(Integer.valueOf(0x5EC4E7A8));
        KEPT.add(Long.valueOf(0x5EC4E7A95EC4E7A9L));
        Map<String, String> map = new HashMap<>();
        map.put("CANARY key", "CANARY value");
        KEPT.add(map);
        KEPT.add(new ArrayBlockingQueue<>(7, false, List.of("CANARY job")));
        CountDownLatch started = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(5);
        for (int worker = 0; worker < 3; worker++) {
            Thread thread = new Thread(() -> wait(started, never), "order-worker-" + worker);
            thread.setDaemon(true);
            thread.start();
        }
        started.await();
        Thread.sleep(200);
        ManagementFactory.newPlatformMXBeanProxy(
                        ManagementFactory.getPlatformMBeanServer(),
                        "com.sun.management:type=HotSpotDiagnostic",
                        HotSpotDiagnosticMXBean.class)
                .dumpHeap(arguments[0], true);
    }

    private static void wait(CountDownLatch started, CountDownLatch never) {
        started.countDown();
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
