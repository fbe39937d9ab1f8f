import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;

/** Holds objects of many shapes, dumps its heap and then prints the JVM's own histogram of it. */
public final class LayoutProgram {
    static class OneByte { byte a; }
    static class OneByteAndLong extends OneByte { long b; }
    static class ThenShort extends OneByteAndLong { short c; }
    static class ThenReference extends ThenShort { Object d; }
    static class ThenInt extends ThenReference { int e; }
    static class Three { byte a; byte b; byte c; }
    static class ThreeAndReference extends Three { Object d; byte e; }
    static class LongFirst { long a; boolean b; }
    static class References extends LongFirst { Object c; Object d; Object e; }
    static class DoubleThenFloat { double a; float b; char c; }
    static class Deep extends DoubleThenFloat { Object d; double e; byte f; }
    static class Empty {}
    static class Statics { static long a = 1; static Object b = new Object(); static byte c; static double[] d = new double[3]; }

    static final List<Object> KEPT = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            KEPT.add(new OneByte());
            KEPT.add(new OneByteAndLong());
            KEPT.add(new ThenShort());
            KEPT.add(new ThenReference());
            KEPT.add(new ThenInt());
            KEPT.add(new Three());
            KEPT.add(new ThreeAndReference());
            KEPT.add(new References());
            KEPT.add(new DoubleThenFloat());
            KEPT.add(new Deep());
            KEPT.add(new Empty());
            KEPT.add(new byte[i % 23]);
            KEPT.add(new boolean[i % 11]);
            KEPT.add(new char[i % 13]);
            KEPT.add(new short[i % 9]);
            KEPT.add(new int[i % 7]);
            KEPT.add(new float[i % 5]);
            KEPT.add(new long[i % 6]);
            KEPT.add(new double[i % 4]);
            KEPT.add(new Object[i % 8]);
            KEPT.add(new String[i % 3][i % 5]);
            KEPT.add(("text " + i).intern());
        }
        if (Statics.a == 0) {
            throw new AssertionError();
        }
        Path folder = Path.of(arguments[0]);
        var dumper = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        histogram();
        dumper.dumpHeap(folder.resolve("heap.hprof").toString(), false);
        Files.delete(folder.resolve("heap.hprof"));
        System.gc();
        dumper.dumpHeap(folder.resolve("heap.hprof").toString(), false);
        Files.writeString(folder.resolve("histogram.txt"), histogram());
    }

    private static String histogram() throws Exception {
        return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] {new String[] {"-all"}}, new String[] {String[].class.getName()});
    }
}
