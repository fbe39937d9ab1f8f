package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/// Reads the live threads out of the heap: names, ids, states, stacks, what they are parked on.
final class HeapThreads {
    private final HeapDump dump;
    private final HeapObjects reader;
    private final LongToIntFunction indexOf;
    private final LongFunction<String> classNameOf;

    /// @param indexOf object index by id
    /// @param classNameOf name of an object's class by the object's id
    HeapThreads(HeapDump dump, HeapObjects reader, LongToIntFunction indexOf, LongFunction<String> classNameOf) {
        this.dump = dump;
        this.reader = reader;
        this.indexOf = indexOf;
        this.classNameOf = classNameOf;
    }

    /// In the order of the dump.
    List<HeapThread> read(GcRoots roots) {
        findAll(roots);
        List<HeapThread> threads = new ArrayList<>();
        for (IndexPass.ThreadRoot root : roots.threads()) {
            threads.add(thread(root, roots.localsByThread().getOrDefault(root.objectId(), List.of())));
        }
        return threads;
    }

    /// Looks up together what is read one by one afterwards, level by level: threads, their holders and names, the
    /// names' characters.
    private void findAll(GcRoots roots) {
        List<Long> threads = new ArrayList<>();
        roots.threads().forEach(root -> threads.add(root.objectId()));
        reader.findAll(threads);
        List<Long> names = referencesOf(threads, "name");
        List<Long> parts = new ArrayList<>(names);
        parts.addAll(referencesOf(threads, "holder"));
        reader.findAll(parts);
        reader.findAll(referencesOf(names, "value"));
    }

    private List<Long> referencesOf(List<Long> objects, String field) {
        List<Long> references = new ArrayList<>();
        for (long object : objects) {
            HeapObjects.ObjectRecord found = reader.at(object);
            if (found != null) {
                references.add(reader.reference(found, field));
            }
        }
        return references;
    }

    private HeapThread thread(IndexPass.ThreadRoot root, List<GcRoot> localRoots) {
        HeapStackTrace trace = dump.stackTrace(root.stackSerial());
        List<JvmFrame> frames = trace == null ? List.of() : trace.frames();
        List<HeapThread.Local> locals = locals(root, localRoots, frames.size());
        boolean outOfMemory =
                !frames.isEmpty() && frames.getFirst().qualifiedName().equals("java.lang.OutOfMemoryError.<init>");
        int objectIndex = indexOf.applyAsInt(root.objectId());
        HeapObjects.ObjectRecord object = reader.at(root.objectId());
        if (object == null) {
            return new HeapThread(
                    objectIndex,
                    root.objectId(),
                    "java.lang.Thread",
                    "",
                    -1,
                    -1,
                    false,
                    false,
                    null,
                    "",
                    frames,
                    locals,
                    null,
                    outOfMemory);
        }
        HeapObjects.ObjectRecord holder = reader.follow(object, "holder");
        HeapObjects.ObjectRecord status = holder == null ? object : holder;
        boolean virtual = object.heapClass().isA("java.lang.BaseVirtualThread");
        int bits = (int) reader.integer(status, "threadStatus", 0);
        ThreadStatus decoded = virtual
                ? ThreadStatus.ofVirtual((int) reader.integer(object, "state", 0), frames)
                : ThreadStatus.ofPlatform(bits);
        String name = reader.text(reader.reference(object, "name"));
        return new HeapThread(
                objectIndex,
                root.objectId(),
                object.heapClass().name(),
                name == null ? "" : name,
                reader.integer(object, "tid", -1),
                reader.integer(object, "eetop", -1),
                virtual || reader.integer(status, "daemon", 0) != 0,
                virtual,
                decoded.state(),
                decoded.detail(),
                frames,
                locals,
                blocker(reader.reference(object, "parkBlocker")),
                outOfMemory);
    }

    private List<HeapThread.Local> locals(IndexPass.ThreadRoot thread, List<GcRoot> roots, int frames) {
        List<HeapThread.Local> locals = new ArrayList<>();
        for (GcRoot root : roots) {
            // A thread object with two serials has a stack for each: only the first one's is told.
            boolean ofThisStack = root.threadSerial() == thread.threadSerial();
            int frame = ofThisStack && root.frameNumber() >= 0 && root.frameNumber() < frames ? root.frameNumber() : -1;
            locals.add(new HeapThread.Local(
                    frame,
                    indexOf.applyAsInt(root.objectId()),
                    root.objectId(),
                    classNameOf.apply(root.objectId()),
                    root.kind() == dev.holdup.dumps.model.GcRootKind.JNI_LOCAL));
        }
        return locals;
    }

    private HeapThread.@Nullable Blocker blocker(long address) {
        HeapObjects.ObjectRecord object = reader.at(address);
        if (object == null) {
            return null;
        }
        return new HeapThread.Blocker(
                indexOf.applyAsInt(address),
                address,
                object.heapClass().name(),
                reader.reference(object, "exclusiveOwnerThread"));
    }
}
