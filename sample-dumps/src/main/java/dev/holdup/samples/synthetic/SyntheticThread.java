package dev.holdup.samples.synthetic;

import java.util.ArrayList;
import java.util.List;

/// A live thread being described: its fields, its frames from the innermost out, and what these hold.
///
/// Nothing of it is a root before [#live] was called, which comes last.
public final class SyntheticThread {

    private record HeldLocal(RootKind kind, long objectId, int frame) {}

    private final HeapDumpWriter dump;
    private final long objectId;
    private final int serial;
    private final List<StackTraceEntry.Frame> frames = new ArrayList<>();
    private final List<HeldLocal> locals = new ArrayList<>();

    SyntheticThread(HeapDumpWriter dump, long objectId, int serial) {
        this.dump = dump;
        this.objectId = objectId;
        this.serial = serial;
    }

    /// Address of the JVM's own structure, in a thread dump `tid=0x…`.
    public SyntheticThread eetop(long address) {
        return set("eetop", Value.of(address));
    }

    /// `Thread.threadId()`, in a thread dump `#N`.
    public SyntheticThread tid(long threadId) {
        return set("tid", Value.of(threadId));
    }

    public SyntheticThread parkedOn(long blocker) {
        return set("parkBlocker", Value.ref(blocker));
    }

    /// Bits of the JVM tool interface, as in `Thread$FieldHolder.threadStatus`: 0x5 runnable (the default), 0x401
    /// blocked, 0x191 in `Object.wait`, 0x291 parked, 0x2A1 parked with a time limit, 0xE1 sleeping.
    public SyntheticThread threadStatus(int bits) {
        dump.set(dump.get(objectId, "holder").bits(), "threadStatus", Value.of(bits));
        return this;
    }

    public SyntheticThread daemon() {
        dump.set(dump.get(objectId, "holder").bits(), "daemon", Value.of(true));
        return this;
    }

    /// Sets a field of the thread object.
    public SyntheticThread set(String fieldName, Value value) {
        dump.set(objectId, fieldName, value);
        return this;
    }

    /// Adds the next outer frame.
    ///
    /// @param line −1 unknown, −2 compiled, −3 native
    public SyntheticThread frame(String className, String method, String sourceFile, int line) {
        frames.add(dump.frame(dump.clazz(className), method, sourceFile, line));
        return this;
    }

    /// Adds the next outer frame, at an unknown line.
    public SyntheticThread frame(String className, String method) {
        String outermost = className.substring(className.lastIndexOf('.') + 1).split("\\$", -1)[0];
        return frame(className, method, outermost + ".java", -1);
    }

    /// A local variable of the frame added last; of no frame if there is none yet.
    public SyntheticThread local(long heldId) {
        return local(heldId, frames.size() - 1);
    }

    public SyntheticThread local(long heldId, int frame) {
        locals.add(new HeldLocal(RootKind.JAVA_FRAME, heldId, frame));
        return this;
    }

    /// A local reference of native code called by the frame added last.
    public SyntheticThread jniLocal(long heldId) {
        locals.add(new HeldLocal(RootKind.JNI_LOCAL, heldId, frames.size() - 1));
        return this;
    }

    public long id() {
        return objectId;
    }

    public int serial() {
        return serial;
    }

    /// Writes the stack trace, the thread's root and those of its frames.
    ///
    /// @return the id of the thread object
    public long live() {
        int trace = dump.trace(serial, frames);
        dump.root(RootKind.THREAD_OBJECT, objectId, serial, trace);
        locals.forEach(local -> dump.root(local.kind(), local.objectId(), serial, local.frame()));
        return objectId;
    }
}
