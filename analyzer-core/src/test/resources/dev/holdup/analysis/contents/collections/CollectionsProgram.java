import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the collections that other classes make, dumps the heap and notes what is in it. Arguments: folder, classes. */
public final class CollectionsProgram {
    static final List<Object> KEPT = new ArrayList<>();
    private static final Map<String, long[]> EXPECTED = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Class.forName(arguments[i]).getDeclaredMethod("make").invoke(null);
        }
        System.gc();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(folder.resolve("heap.hprof").toString(), true);
        StringBuilder text = new StringBuilder();
        EXPECTED.forEach((name, counts) ->
                text.append(name).append('\t').append(counts[0]).append('\t').append(counts[1]).append('\n'));
        Files.writeString(folder.resolve("expected.txt"), text);
        Runtime.getRuntime().halt(0);
    }

    static void keep(Object collection, int size) {
        KEPT.add(collection);
        long[] counts = EXPECTED.computeIfAbsent(collection.getClass().getName(), name -> new long[2]);
        counts[0]++;
        counts[1] += size;
    }
}
