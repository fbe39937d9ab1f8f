package dev.holdup.samples.synthetic;

import java.nio.charset.StandardCharsets;

/// Objects of JDK classes with the fields that analyzers read, as in JDK 21 and later.
final class JdkObjects {

    private static final byte LATIN1 = 0;
    private static final byte UTF16 = 1;

    private final HeapDumpWriter dump;

    JdkObjects(HeapDumpWriter dump) {
        this.dump = dump;
    }

    long string(String text) {
        boolean latin = text.chars().allMatch(character -> character < 256);
        // Little-endian, as the byte order of the machine is what HotSpot's strings have.
        byte[] bytes = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        ClassBuilder type = dump.clazz("java.lang.String");
        if (type.ownFields().isEmpty()) {
            type.field("hash", FieldKind.INT)
                    .field("coder", FieldKind.BYTE)
                    .field("hashIsZero", FieldKind.BOOLEAN)
                    .field("value", FieldKind.OBJECT);
        }
        long string = dump.instance(type);
        return set(string, "coder", Value.of(latin ? LATIN1 : UTF16), "value", Value.ref(dump.byteArray(bytes)));
    }

    /// A thread object, runnable, with its name.
    long thread(String name) {
        ClassBuilder holderType = dump.clazz("java.lang.Thread$FieldHolder");
        ClassBuilder type = dump.clazz("java.lang.Thread");
        if (type.ownFields().isEmpty()) {
            holderType
                    .field("daemon", FieldKind.BOOLEAN)
                    .field("priority", FieldKind.INT)
                    .field("threadStatus", FieldKind.INT);
            type.field("eetop", FieldKind.LONG)
                    .field("tid", FieldKind.LONG)
                    .field("name", FieldKind.OBJECT)
                    .field("holder", FieldKind.OBJECT)
                    .field("threadLocals", FieldKind.OBJECT)
                    .field("parkBlocker", FieldKind.OBJECT);
        }
        long holder = dump.instance(holderType);
        set(holder, "priority", Value.of(5), "threadStatus", Value.of(5));
        long thread = dump.instance(type);
        return set(thread, "name", Value.ref(string(name)), "holder", Value.ref(holder));
    }

    long lockSync(long ownerThread) {
        String locks = "java.util.concurrent.locks.";
        ClassBuilder ownable = dump.clazz(locks + "AbstractOwnableSynchronizer");
        ClassBuilder queued = dump.clazz(locks + "AbstractQueuedSynchronizer");
        ClassBuilder sync = dump.clazz(locks + "ReentrantLock$Sync");
        ClassBuilder nonfair = dump.clazz(locks + "ReentrantLock$NonfairSync");
        ClassBuilder lock = dump.clazz(locks + "ReentrantLock");
        if (ownable.ownFields().isEmpty()) {
            ownable.field("exclusiveOwnerThread", FieldKind.OBJECT);
            queued.extending(ownable)
                    .field("head", FieldKind.OBJECT)
                    .field("tail", FieldKind.OBJECT)
                    .field("state", FieldKind.INT);
            sync.extending(queued);
            nonfair.extending(sync);
            lock.field("sync", FieldKind.OBJECT);
        }
        long held = dump.instance(nonfair);
        dump.instance(lock, Value.ref(held));
        return set(held, "exclusiveOwnerThread", Value.ref(ownerThread), "state", Value.of(ownerThread == 0 ? 0 : 1));
    }

    private long set(long instance, String firstField, Value first, String secondField, Value second) {
        dump.set(instance, firstField, first).set(instance, secondField, second);
        return instance;
    }
}
