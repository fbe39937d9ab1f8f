package dev.holdup.cli;

import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.nio.file.Path;

/// A heap in which sessions hang on a static field, one is a thread's local, and texts and figures are secret.
final class InspectedHeap {
    static final String SECRET = "CANARY-hunter2";
    static final int SECRET_NUMBER = 424242;
    static final long SECRET_LONG = 987654321987L;

    final long registry;
    final long table;
    final long session;
    final long user;
    final long weak;
    final long garbage;
    final long numbers;
    final long worker;
    final long owner;
    final long lock;
    final long local;
    final long lastNode;
    final long firstDuplicate;
    private final HeapDumpWriter dump;

    InspectedHeap(IdSize idSize) {
        dump = new HeapDumpWriter(idSize);
        ClassBuilder base = dump.clazz("com.acme.Base").field("user", FieldKind.OBJECT);
        ClassBuilder type = dump.clazz("com.acme.Session")
                .extending(base)
                .field("secret", FieldKind.INT)
                .field("numbers", FieldKind.OBJECT);
        numbers = dump.primitiveArray(FieldKind.LONG, Value.of(SECRET_LONG), Value.of(7L));
        user = dump.string(SECRET);
        session = dump.instance(type, Value.of(SECRET_NUMBER), Value.ref(numbers), Value.ref(user));
        long other = dump.instance(type);
        table = dump.array(0, session, 0, session, other);
        registry = dump.clazz("com.acme.Registry")
                .staticField("SESSIONS", Value.ref(table))
                .staticField("COUNT", Value.of(SECRET_NUMBER))
                .id();
        dump.root(RootKind.STICKY_CLASS, registry);
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference").field("referent", FieldKind.OBJECT);
        ClassBuilder weakType = dump.clazz("java.lang.ref.WeakReference").extending(reference);
        weak = dump.instance(weakType, Value.ref(session));
        dump.root(RootKind.JNI_GLOBAL, weak);
        garbage = dump.array(session);

        SyntheticThread its = dump.thread("lock-owner");
        owner = its.tid(11).frame("com.acme.Slow", "write").live();
        lock = dump.lockSync(owner);
        SyntheticThread waiting =
                dump.thread("worker \u001b[31m1").tid(12).threadStatus(0x291).parkedOn(lock);
        waiting.frame("jdk.internal.misc.Unsafe", "park").frame("com.acme.Work", "run");
        local = dump.instance(type);
        waiting.local(local).local(session);
        worker = waiting.live();
        dump.thread("twin").live();
        dump.thread("twin").live();

        long node = dump.node(16);
        lastNode = node;
        for (int i = 0; i < 99; i++) {
            node = dump.node(16, node);
        }
        dump.root(RootKind.JNI_GLOBAL, node);
        firstDuplicate = dump.defineClass("com.acme.Plugin").id();
        dump.defineClass("com.acme.Plugin").loadedBy(table);
    }

    InspectedHeap writeTo(Path file) throws IOException {
        dump.writeTo(file);
        return this;
    }
}
