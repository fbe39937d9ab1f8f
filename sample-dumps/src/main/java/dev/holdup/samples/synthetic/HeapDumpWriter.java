package dev.holdup.samples.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds a heap object by object and writes it as a valid HPROF file.
///
/// ```java
/// HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
/// long value = dump.node(48);
/// ClassBuilder holder = dump.clazz("com.acme.Holder").field("value", FieldKind.OBJECT);
/// long held = dump.instance(holder, Value.ref(value));
/// dump.root(RootKind.JNI_GLOBAL, held);
/// dump.writeTo(path);
/// ```
///
/// Addresses rise in order of creation, one object behind the other as [HeapLayout] has it, unless [#nextAddress] says
/// otherwise. All is held in memory: meant for at most some hundred thousand objects.
public final class HeapDumpWriter {

    /// Serial of the trace without frames that HotSpot gives to all objects.
    static final int NO_TRACE = 1;

    /// Mirrors of classes are larger than their static fields; taken as one size for all.
    private static final long CLASS_MIRROR_BYTES = 128;

    private final IdSize idSize;
    private final boolean bare;
    private final DumpOptions options = new DumpOptions();
    private HeapLayout layout = HeapLayout.COMPRESSED;
    private long nextAddress = 0x7000_0000L;

    private final Map<String, Long> stringIds = new LinkedHashMap<>();
    private final List<ClassBuilder> classes = new ArrayList<>();
    private final Map<String, ClassBuilder> classByName = new LinkedHashMap<>();
    private final Map<Long, HeapObject> objects = new LinkedHashMap<>();
    private final List<GcRoot> roots = new ArrayList<>();
    private final List<StackTraceEntry> traces = new ArrayList<>();
    private final Map<String, Integer> allocationSerials = new LinkedHashMap<>();
    private final NodeClasses nodeClasses = new NodeClasses(this);
    private final JdkObjects jdkObjects = new JdkObjects(this);
    private long nextStringId = 0x1000;
    private long nextFrameId = 1;
    private int nextThreadSerial = 1;
    private int nextHeapInfo = -1;

    public HeapDumpWriter(IdSize idSize) {
        this(idSize, false);
    }

    private HeapDumpWriter(IdSize idSize, boolean bare) {
        this.idSize = idSize;
        this.bare = bare;
        if (!bare) {
            traces.add(new StackTraceEntry(NO_TRACE, 0, List.of()));
            clazz("java.lang.Object");
            clazz("java.lang.Class");
        }
    }

    /// A dump with nothing in it that was not asked for: no `java.lang.Object`, no classes of arrays, no empty trace.
    public static HeapDumpWriter bare(IdSize idSize) {
        return new HeapDumpWriter(idSize, true);
    }

    /// How the file is written: version, date, segments.
    public DumpOptions options() {
        return options;
    }

    /// To be set before the first object.
    public HeapDumpWriter layout(HeapLayout heapLayout) {
        this.layout = heapLayout;
        return this;
    }

    public HeapLayout layout() {
        return layout;
    }

    /// The next object, or class, gets this address, those after it follow.
    public HeapDumpWriter nextAddress(long address) {
        this.nextAddress = address;
        return this;
    }

    /// Leaves `bytes` of the heap free before the next object.
    public HeapDumpWriter gap(long bytes) {
        this.nextAddress += bytes;
        return this;
    }

    /// The class of that name: made with superclass `java.lang.Object` when first asked for, the same one afterwards.
    ///
    /// Array classes are named as in the JVM, `[Ljava.lang.String;`.
    public ClassBuilder clazz(String name) {
        ClassBuilder known = classByName.get(name);
        return known == null ? defineClass(name) : known;
    }

    /// One more class of that name, as a second class loader would have it.
    public ClassBuilder defineClass(String name) {
        ClassBuilder superclass = bare ? null : classByName.get("java.lang.Object");
        ClassBuilder made = new ClassBuilder(allocate(CLASS_MIRROR_BYTES), classes.size() + 1, name, superclass);
        classes.add(made);
        classByName.put(name, made);
        return made;
    }

    /// @param values the class's own fields first, then its superclass's; fields left out are zero or null
    public long instance(ClassBuilder type, Value... values) {
        List<ClassBuilder.Field> fields = type.allFields();
        if (values.length > fields.size()) {
            throw new IllegalArgumentException(type.name() + " has " + fields.size() + " fields only");
        }
        Value[] all = new Value[fields.size()];
        for (int i = 0; i < all.length; i++) {
            FieldKind kind = fields.get(i).kind();
            all[i] = i < values.length ? checked(values[i], kind) : Value.zero(kind);
        }
        long id = allocate(layout.instanceBytes(type.fieldBytes(layout.referenceBytes())));
        put(id, new HeapObject.Instance(id, NO_TRACE, type, all));
        return id;
    }

    /// Sets a field of an instance, the class's own before one of the same name in a superclass.
    public HeapDumpWriter set(long instanceId, String fieldName, Value value) {
        HeapObject.Instance instance = instanceAt(instanceId);
        int index = fieldIndex(instance, fieldName);
        instance.values()[index] = checked(value, instance.values()[index].kind());
        return this;
    }

    /// Notes that an instance or a primitive array was allocated by a call stack, as the hprof agent of old JDKs does.
    ///
    /// @param method the only frame's
    public HeapDumpWriter allocatedIn(long objectId, String className, String method) {
        int serial = allocationSerials.computeIfAbsent(
                className + "." + method,
                site -> trace(0, List.of(frame(clazz(className), method, "Source.java", 17))));
        HeapObject known = objects.get(objectId);
        if (known instanceof HeapObject.Instance made) {
            objects.put(objectId, new HeapObject.Instance(objectId, serial, made.type(), made.values()));
        } else if (known instanceof HeapObject.PrimitiveArray made) {
            objects.put(
                    objectId,
                    new HeapObject.PrimitiveArray(objectId, serial, made.kind(), made.length(), made.elements()));
        } else {
            throw new IllegalArgumentException("no instance at 0x" + Long.toHexString(objectId));
        }
        return this;
    }

    /// An object of exactly `shallowBytes`, a multiple of the alignment, whose references are added by [#link].
    public long node(long shallowBytes, long... references) {
        nodeClasses.checkFits(shallowBytes, references.length);
        long id = allocate(shallowBytes);
        List<Long> targets = new ArrayList<>();
        Arrays.stream(references).forEach(targets::add);
        put(id, new HeapObject.Node(id, NO_TRACE, shallowBytes, targets, nodeClasses));
        return id;
    }

    /// Adds a reference to a node.
    public HeapDumpWriter link(long nodeId, long targetId) {
        if (!(objects.get(nodeId) instanceof HeapObject.Node node)) {
            throw new IllegalArgumentException("No node at 0x" + Long.toHexString(nodeId));
        }
        nodeClasses.checkFits(node.shallowBytes(), node.references().size() + 1);
        node.references().add(targetId);
        return this;
    }

    /// An `Object[]`.
    public long array(long... elements) {
        return objectArray(clazz("[Ljava.lang.Object;"), elements);
    }

    public long objectArray(ClassBuilder arrayClass, long... elements) {
        long id = allocate(layout.arrayBytes(elements.length, layout.referenceBytes()));
        put(id, new HeapObject.ObjectArray(id, NO_TRACE, arrayClass, elements.clone()));
        return id;
    }

    public long byteArray(byte... elements) {
        return primitiveArray(FieldKind.BYTE, elements.length, elements);
    }

    /// An array of `length` zeroes.
    public long primitiveArray(FieldKind kind, int length) {
        return primitiveArray(kind, length, new byte[length * kind.bytes(0)]);
    }

    /// @param elements values of that kind, as many as the array is long
    public long primitiveArray(FieldKind kind, Value... elements) {
        HprofBuffer bytes = new HprofBuffer(idSize);
        for (Value element : elements) {
            bytes.value(checked(element, kind));
        }
        return primitiveArray(kind, elements.length, bytes.toByteArray());
    }

    private long primitiveArray(FieldKind kind, int length, byte[] bigEndian) {
        long id = allocatePrimitiveArray(kind, length);
        put(id, new HeapObject.PrimitiveArray(id, NO_TRACE, kind, length, bigEndian));
        return id;
    }

    /// Android's sub-record for an array whose content was left out.
    public long primitiveArrayWithoutData(FieldKind kind, int length) {
        long id = allocatePrimitiveArray(kind, length);
        put(id, new HeapObject.PrimitiveArrayWithoutData(id, NO_TRACE, kind, length));
        return id;
    }

    private long allocatePrimitiveArray(FieldKind kind, int length) {
        String className = kind.arrayClassName();
        if (!bare) {
            clazz(className);
        }
        return allocate(layout.arrayBytes(length, kind.bytes(0)));
    }

    /// Android's sub-record that says in which heap the following objects are.
    public HeapDumpWriter androidHeap(int heapId, String name) {
        objects.put((long) nextHeapInfo--, new HeapObject.HeapInfo(heapId, name));
        return this;
    }

    /// A root that is neither a frame's nor a thread's; a JNI global gets its own id as the reference's.
    public HeapDumpWriter root(RootKind kind, long objectId) {
        return root(kind, objectId, objectId, 0);
    }

    /// @param threadSerial of the thread; of a JNI global the id of the reference
    /// @param position number of the frame, −1 for none; of a thread object the serial of its stack trace
    public HeapDumpWriter root(RootKind kind, long objectId, long threadSerial, int position) {
        roots.add(new GcRoot(kind, objectId, threadSerial, position));
        return this;
    }

    /// A live thread with a thread object of `java.lang.Thread`, to be described further.
    public SyntheticThread thread(String name) {
        return new SyntheticThread(this, jdkObjects.thread(name), nextThreadSerial++);
    }

    /// A live thread around an object made before.
    public SyntheticThread threadOf(long threadObjectId) {
        return new SyntheticThread(this, threadObjectId, nextThreadSerial++);
    }

    /// A `java.lang.String` with its `byte[]`, as since JDK 9.
    public long string(String text) {
        return jdkObjects.string(text);
    }

    /// The `ReentrantLock$NonfairSync` of a new `ReentrantLock`: what a thread waiting for it is parked on.
    ///
    /// @param ownerThread the thread object that holds it, 0 for nobody
    public long lockSync(long ownerThread) {
        return jdkObjects.lockSync(ownerThread);
    }

    public byte[] toByteArray() {
        for (HeapObject object : objects.values()) {
            if (object instanceof HeapObject.Node node) {
                nodeClasses.instanceOf(node); // defines its class, as classes stand in front of the objects
            }
        }
        return new HprofAssembly(idSize, options, this::stringId)
                .assemble(stringIds, classes, traces, roots, objects.values());
    }

    public void writeTo(Path path) throws IOException {
        Files.write(path, toByteArray());
    }

    IdSize idSize() {
        return idSize;
    }

    /// Id of a string of the file, which is no object of the heap.
    long stringId(String text) {
        return stringIds.computeIfAbsent(text, fresh -> nextStringId++);
    }

    StackTraceEntry.Frame frame(ClassBuilder type, String method, String sourceFile, int line) {
        return new StackTraceEntry.Frame(nextFrameId++, type, method, "()V", sourceFile, line);
    }

    /// @return the serial of the trace
    int trace(int threadSerial, List<StackTraceEntry.Frame> frames) {
        int serial = traces.size() + (bare ? NO_TRACE + 1 : 1);
        traces.add(new StackTraceEntry(serial, threadSerial, frames));
        return serial;
    }

    /// Value of an instance's field.
    Value get(long instanceId, String fieldName) {
        HeapObject.Instance instance = instanceAt(instanceId);
        return instance.values()[fieldIndex(instance, fieldName)];
    }

    private HeapObject.Instance instanceAt(long instanceId) {
        if (objects.get(instanceId) instanceof HeapObject.Instance instance) {
            return instance;
        }
        throw new IllegalArgumentException("No instance at 0x" + Long.toHexString(instanceId));
    }

    private static int fieldIndex(HeapObject.Instance instance, String fieldName) {
        List<ClassBuilder.Field> fields = instance.type().allFields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(fieldName)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "No field " + fieldName + " in " + instance.type().name());
    }

    private void put(long address, HeapObject object) {
        if (objects.putIfAbsent(address, object) != null) {
            throw new IllegalArgumentException("Two objects at 0x" + Long.toHexString(address));
        }
    }

    private long allocate(long bytes) {
        long address = nextAddress;
        nextAddress += layout.aligned(bytes);
        return address;
    }

    private static Value checked(Value value, FieldKind kind) {
        if (value.kind() != kind) {
            throw new IllegalArgumentException("A " + value.kind() + " does not go into a field of kind " + kind);
        }
        return value;
    }
}
