package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.ObjectLayout;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapBytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// An analysed heap out of its file, with the dump it was made of: both mapped, nothing read before it is asked for.
///
/// Any thread may ask. Every index out of the file is checked before it is used: damage ends in an
/// [IndexOutOfBoundsException] or a [java.nio.BufferUnderflowException], never in memory that is not the file's.
public final class KeptHeap implements AutoCloseable {
    /// Sizes are kept in units of eight bytes.
    static final int UNIT_SHIFT = 3;
    /// Answer where there is none.
    public static final int NONE = -1;

    private static final int MOST_HIERARCHY = 1000;
    private static final int MOST_CLASSES_CACHED = 50_000;

    private final Arena arena;
    private final KeptHeader header;
    private final HeapBytes dump;
    private final Map<KeptSection, Column> columns = new EnumMap<>(KeptSection.class);
    private final int objects;
    private final int classes;
    private final Map<Integer, KeptClass> classByIndex = new ConcurrentHashMap<>();

    private KeptHeap(Arena arena, KeptHeader header, MemorySegment file, HeapBytes dump) {
        this.arena = arena;
        this.header = header;
        this.dump = dump;
        for (KeptSection section : KeptSection.values()) {
            columns.put(section, new Column(file, header.part(section)));
        }
        objects = (int) column(KeptSection.ADDRESSES).count();
        classes = (int) Math.max(0, column(KeptSection.CLASS_STARTS).count() - 1);
    }

    /// Opens both.
    ///
    /// @param dump the dump itself, not packed
    /// @throws UnusableKeptHeapException if the kept heap is damaged, older, or of another dump
    @SuppressWarnings("MustBeClosedChecker") // closed with the kept heap, or here if there is none
    public static KeptHeap open(Path file, Path dump) throws IOException, UnusableKeptHeapException {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            MemorySegment kept = mapped(file, arena);
            KeptHeader header = header(kept);
            MemorySegment content = mapped(dump, arena);
            if (content.byteSize() != header.dumpBytes()) {
                throw new UnusableKeptHeapException("The kept heap was made of another dump.");
            }
            HeapBytes bytes = new HeapBytes(content, header.idBytes());
            if (DumpSample.of(bytes) != header.dumpSample()) {
                throw new UnusableKeptHeapException("The kept heap was made of another dump.");
            }
            KeptHeap heap = new KeptHeap(arena, header, kept, bytes);
            opened = true;
            return heap;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    /// The fingerprint that was given when it was written.
    ///
    /// @throws UnusableKeptHeapException if the file is none of this version, or not whole
    public static String fingerprintOf(Path file) throws IOException, UnusableKeptHeapException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer page = ByteBuffer.allocate(KeptHeader.BYTES);
            while (page.hasRemaining() && channel.read(page, page.position()) >= 0) {
                // Until the page is full or the file ends.
            }
            if (page.hasRemaining()) {
                throw new UnusableKeptHeapException("This is no kept heap: it is too short.");
            }
            return KeptHeader.decoded(page, channel.size()).fingerprint();
        }
    }

    private static MemorySegment mapped(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private static KeptHeader header(MemorySegment kept) throws UnusableKeptHeapException {
        if (kept.byteSize() < KeptHeader.BYTES) {
            throw new UnusableKeptHeapException("This is no kept heap: it is too short.");
        }
        ByteBuffer page = ByteBuffer.allocate(KeptHeader.BYTES);
        page.put(kept.asSlice(0, KeptHeader.BYTES).asByteBuffer());
        return KeptHeader.decoded(page, kept.byteSize());
    }

    private Column column(KeptSection section) {
        return Objects.requireNonNull(columns.get(section));
    }

    /// Number of objects.
    public int size() {
        return objects;
    }

    public int classCount() {
        return classes;
    }

    public int threadCount() {
        return (int) Math.max(0, column(KeptSection.THREAD_STARTS).count() - 1);
    }

    /// Root records of the dump.
    public long gcRoots() {
        return header.gcRoots();
    }

    public ObjectLayout layout() {
        return header.layout();
    }

    /// The dump's bytes.
    public HeapBytes bytes() {
        return dump;
    }

    public long addressOf(int object) {
        return header.firstAddress() + (column(KeptSection.ADDRESSES).get(object) << header.addressShift());
    }

    /// [#NONE] if no object begins there.
    public int indexOf(long address) {
        long sought = (address - header.firstAddress()) >>> header.addressShift();
        Column addresses = column(KeptSection.ADDRESSES);
        int low = 0;
        int high = objects - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = Long.compareUnsigned(addresses.get(middle), sought);
            if (compared == 0) {
                return addressOf(middle) == address ? middle : NONE;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /// Where the object's first field value or element is in the dump; 0 if the dump has no values of it.
    public long positionOf(int object) {
        return column(KeptSection.POSITIONS).get(object);
    }

    public KeptClass classOf(int object) {
        return classAt(column(KeptSection.CLASSES).index(object, classes));
    }

    public long shallowBytes(int object) {
        return column(KeptSection.SHALLOW).get(object) << UNIT_SHIFT;
    }

    public long retainedBytes(int object) {
        return column(KeptSection.RETAINED).get(object) << UNIT_SHIFT;
    }

    public Reachability reachability(int object) {
        Reachability[] all = Reachability.values();
        return all[column(KeptSection.REACHABILITY).index(object, all.length)];
    }

    /// The object that dominates it next; [#NONE] if it is at the top of the tree.
    public int dominatorOf(int object) {
        return Math.max(NONE, code(object) - TreeTop.COUNT);
    }

    private int code(int object) {
        return column(KeptSection.DOMINATORS).index(object, objects + (long) TreeTop.COUNT);
    }

    /// What it dominates next, the object that retains most first.
    public ObjectRange dominatedBy(int object) {
        return dominatedByCode(Objects.checkIndex(object, objects) + TreeTop.COUNT);
    }

    public ObjectRange dominatedBy(TreeTop top) {
        return dominatedByCode(top.ordinal());
    }

    private ObjectRange dominatedByCode(int code) {
        long from = firstChildNotBefore(code);
        return range(KeptSection.CHILDREN, from, firstChildNotBefore(code + 1));
    }

    /// Children lie by their dominator's code, so that code is found by halving.
    private long firstChildNotBefore(int code) {
        Column children = column(KeptSection.CHILDREN);
        long low = 0;
        long high = objects;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (code(children.index(middle, objects)) < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Who refers to it, strongly or not, reachable or not; who does so twice is there twice, one after the other.
    public ObjectRange referrersOf(int object) {
        Column starts = column(KeptSection.REFERRER_STARTS);
        return range(KeptSection.REFERRERS, starts.get(object), starts.get(object + 1L));
    }

    /// All instances of the class, the one that retains most first.
    public ObjectRange instancesOf(int classIndex) {
        Column starts = column(KeptSection.INSTANCE_STARTS);
        return range(KeptSection.INSTANCES, starts.get(classIndex), starts.get(classIndex + 1L));
    }

    private ObjectRange range(KeptSection section, long from, long to) {
        Column column = column(section);
        Objects.checkFromToIndex(from, to, column.count());
        return new ObjectRange(to - from, i -> column.index(from + Objects.checkIndex(i, to - from), objects));
    }

    public KeptClass classAt(int classIndex) {
        KeptClass known = classByIndex.get(classIndex);
        if (known == null) {
            known = KeptClass.of(
                    classIndex, description(KeptSection.CLASS_STARTS, KeptSection.CLASS_DESCRIPTIONS, classIndex));
            if (classByIndex.size() >= MOST_CLASSES_CACHED) {
                classByIndex.clear();
            }
            classByIndex.put(classIndex, known);
        }
        return known;
    }

    private byte[] description(KeptSection starts, KeptSection descriptions, int index) {
        Column start = column(starts);
        return column(descriptions).bytes(start.get(index), start.get(index + 1L));
    }

    /// @param instances reachable ones
    /// @param retainedBytes of those that no other instance of the class dominates, summed
    public record ClassFigures(long instances, long shallowBytes, long retainedBytes, long unreachableInstances) {}

    public ClassFigures figuresOf(int classIndex) {
        Column figures = column(KeptSection.CLASS_FIGURES);
        long first = 4L * Objects.checkIndex(classIndex, classes);
        return new ClassFigures(
                figures.get(first), figures.get(first + 1), figures.get(first + 2), figures.get(first + 3));
    }

    /// The class that an object is the class object of; [#NONE] if it is none.
    public int classDescribedBy(int object) {
        Column pairs = column(KeptSection.CLASS_OBJECTS);
        long at = firstNotBefore(pairs, (long) object << Integer.SIZE);
        return at < pairs.count() && pairs.get(at) >>> Integer.SIZE == object
                ? (int) Objects.checkIndex(pairs.get(at) & 0xFFFF_FFFFL, classes)
                : NONE;
    }

    private static long firstNotBefore(Column ascending, long value) {
        long low = 0;
        long high = ascending.count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ascending.get(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean isRoot(int object) {
        Column roots = column(KeptSection.ROOTS);
        long at = firstNotBefore(roots, object);
        return at < roots.count() && roots.get(at) == object;
    }

    /// Why an object is alive by itself, at most so many reasons; empty if it is not.
    public List<KeptRoot> rootsOf(int object, int most) {
        Column roots = column(KeptSection.ROOTS);
        List<KeptRoot> found = new ArrayList<>();
        for (long at = firstNotBefore(roots, object);
                at < roots.count() && roots.get(at) == object && found.size() < most;
                at++) {
            GcRootKind[] kinds = GcRootKind.values();
            found.add(new KeptRoot(
                    object,
                    kinds[column(KeptSection.ROOT_KINDS).index(at, kinds.length)],
                    column(KeptSection.ROOT_THREADS).index(at, threadCount() + 1L) - 1,
                    column(KeptSection.ROOT_FRAMES).index(at, Integer.MAX_VALUE) - 1));
        }
        return found;
    }

    public KeptThread threadAt(int threadIndex) {
        return KeptThread.of(description(KeptSection.THREAD_STARTS, KeptSection.THREAD_DESCRIPTIONS, threadIndex));
    }

    /// An instance field and where its value is.
    ///
    /// @param offset from the first field value, bytes in the dump
    public record Field(String declaringClass, String name, FieldType type, long offset) {}

    /// Fields of an instance, the class's own first.
    public List<Field> fieldsOf(KeptClass keptClass) {
        List<Field> fields = new ArrayList<>();
        long offset = 0;
        int depth = 0;
        for (KeptClass at = keptClass; ; at = classAt(at.superclass())) {
            for (KeptClass.Declared declared : at.declared()) {
                fields.add(new Field(at.name(), declared.name(), declared.type(), offset));
                offset += declared.type().bytes(dump.idBytes());
            }
            if (at.superclass() < 0 || ++depth > MOST_HIERARCHY) {
                return fields;
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
