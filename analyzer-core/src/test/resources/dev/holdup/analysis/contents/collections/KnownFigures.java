import java.lang.ref.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** Collections, strings, arrays, numbers and references of which every figure is known. */
final class KnownFigures {
    static class Session { final Map<String, Object> attributes; final List<Object> items; Session(Map<String, Object> a, List<Object> i) { attributes = a; items = i; } }
    static class Tagged { final Set<Object> tags = new HashSet<>(); }
    /** Its field has the name of the map's own, and another meaning. */
    static class Limited extends LinkedHashMap<Object, Object> { private final int size = Integer.parseInt("800"); boolean isFull() { return size() >= size; } }
    static class Clash { @Override public int hashCode() { return 7; } }
    static class Image { final byte[] pixels = new byte[10_000]; }
    static class Mark extends WeakReference<Object> { Mark(Object o, ReferenceQueue<Object> q) { super(o, q); } }
    static class CacheSlot extends SoftReference<Object> { CacheSlot(Object o) { super(o); } }
    static class Ghost extends PhantomReference<Object> { Ghost(Object o, ReferenceQueue<Object> q) { super(o, q); } }
    static class Odd { boolean one; long two; byte three; }
    static class Cell {}

    static final List<Session> SESSIONS = new ArrayList<>();
    static final Map<String, Object> STATIC_MAP = new HashMap<>(4096);
    static final Map<Object, Object> LIMITED = new Limited();
    static final Map<Integer, List<Object>> LISTS = new HashMap<>();
    static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

    static void make() throws Exception {
        collections();
        strings();
        arrays();
        numbers();
        references();
        for (int i = 0; i < 11; i++) {
            KEPT.add(new Odd());
        }
    }

    static final List<Object> KEPT = new ArrayList<>();

    private static void collections() {
        for (int i = 0; i < 300; i++) {
            // 200 with an array of 64 slots and nothing in it, 100 with three entries.
            Map<String, Object> attributes = new HashMap<>(64);
            attributes.put("x", "y");
            if (i < 200) {
                attributes.clear();
            } else {
                attributes.put("a", "b");
                attributes.put("c", "d");
            }
            // Empty, without an array of its own.
            SESSIONS.add(new Session(attributes, new ArrayList<>()));
        }
        for (int i = 0; i < 40; i++) {
            KEPT.add(new Tagged());
        }
        STATIC_MAP.put("one", "entry");
        LIMITED.put(Session.class, Session.class);
        LIMITED.put(Tagged.class, Tagged.class);
        for (int i = 0; i < 50; i++) {
            LISTS.put(i, new ArrayList<>(Collections.nCopies(20, "e")));
        }
        Map<Object, Object> clashing = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            clashing.put(new Clash(), "v");
        }
        KEPT.add(clashing);
    }

    private static void strings() throws Exception {
        for (int i = 0; i < 60; i++) {
            KEPT.add(new String(new char[777]).replace('\0', 'q'));
        }
        String shared = "z".repeat(991);
        for (int i = 0; i < 5; i++) {
            KEPT.add(new String(shared));
        }
        // With one character that needs two bytes.
        KEPT.add("\u4e00".repeat(1234));
        // As nothing but reflection makes them: Latin-1 with two bytes a character.
        var value = String.class.getDeclaredField("value");
        var coder = String.class.getDeclaredField("coder");
        value.setAccessible(true);
        coder.setAccessible(true);
        for (int i = 0; i < 7; i++) {
            String wide = new String("w");
            value.set(wide, ("wide" + i).repeat(200).getBytes(StandardCharsets.UTF_16LE));
            coder.set(wide, (byte) 1);
            KEPT.add(wide);
        }
        KEPT.add("h".repeat(500_000));
    }

    private static void arrays() {
        for (int i = 0; i < 9; i++) {
            double[] zero = new double[333];
            KEPT.add(zero);
            short[] same = new short[501];
            Arrays.fill(same, (short) -2);
            KEPT.add(same);
            // A constant one that is read once more only if it has a twin.
            long[] large = new long[20_000 + i];
            Arrays.fill(large, 5);
            KEPT.add(large);
            // Its last element differs.
            float[] almost = new float[3001 + i];
            almost[almost.length - 1] = i;
            KEPT.add(almost);
        }
        for (int i = 0; i < 12; i++) {
            int[] equal = new int[150];
            for (int j = 0; j < equal.length; j++) {
                equal[j] = j * j;
            }
            KEPT.add(equal);
        }
        for (int i = 0; i < 4; i++) {
            char[] large = new char[90_000];
            for (int j = 0; j < large.length; j++) {
                large[j] = (char) j;
            }
            KEPT.add(large);
        }
        for (int i = 0; i < 3; i++) {
            Cell[] sparse = new Cell[40];
            sparse[39] = new Cell();
            sparse[2] = sparse[39];
            KEPT.add(sparse);
            KEPT.add(new Cell[3]);
            KEPT.add(new Cell[0]);
        }
    }

    @SuppressWarnings({"deprecation", "removal"})
    private static void numbers() {
        for (int i = 0; i < 1000; i++) {
            // 500 values, each twice, none of which is cached.
            KEPT.add(Short.valueOf((short) (1000 + i / 2)));
        }
        // Makes the JDK fill its cache.
        KEPT.add(Short.valueOf((short) 5));
        for (int i = 0; i < 10; i++) {
            KEPT.add(new Short((short) i));
        }
        KEPT.add(Character.valueOf('x'));
        for (int i = 0; i < 30; i++) {
            KEPT.add(new Character('x'));
        }
    }

    private static void references() throws Exception {
        Object alive = new Object();
        KEPT.add(alive);
        for (int i = 0; i < 25; i++) {
            // Softly reachable alone; softly reachable images are kept by a collection of a heap with room.
            KEPT.add(new CacheSlot(new Image()));
        }
        for (int i = 0; i < 6; i++) {
            CacheSlot cleared = new CacheSlot(alive);
            cleared.clear();
            KEPT.add(cleared);
        }
        for (int i = 0; i < 17; i++) {
            KEPT.add(new Mark(alive, QUEUE));
        }
        for (int i = 0; i < 8; i++) {
            KEPT.add(new Mark(new Object(), QUEUE));
        }
        for (int i = 0; i < 4; i++) {
            KEPT.add(new Ghost(alive, QUEUE));
        }
        System.gc();
        Thread.sleep(300);
        System.gc();
        Thread.sleep(300);
    }
}
