package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.kept.KeptClass;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.KeptRoot;
import dev.holdup.analysis.kept.Reachability;
import dev.holdup.dumps.hprof.ValuesHead;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import org.jspecify.annotations.Nullable;

/// Objects of a kept heap by their names and sizes. Without any value.
record Named(KeptHeap heap) {
    /// Of a name that is shown.
    private static final int MOST_CHARACTERS = 1000;

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    static String cut(String name) {
        return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "…";
    }

    /// The object that begins at a hexadecimal address.
    int object(String address) throws NothingThere {
        int object = KeptHeap.NONE;
        try {
            if (address.startsWith("0x")) {
                object = heap.indexOf(Long.parseUnsignedLong(address.substring(2), 16));
            }
        } catch (NumberFormatException digits) {
            throw new NothingThere("An address is hexadecimal, such as 0x7f0012a8.");
        }
        if (object < 0) {
            throw new NothingThere("No object begins at that address.");
        }
        return object;
    }

    ObjectRef ref(int object) {
        return new ObjectRef(
                hex(heap.addressOf(object)),
                cut(heap.classOf(object).name()),
                nameOf(object),
                heap.shallowBytes(object),
                heap.reachability(object) == Reachability.UNREACHABLE ? null : heap.retainedBytes(object),
                null);
    }

    /// Of a class object the class's, of a live thread the thread's.
    private @Nullable String nameOf(int object) {
        int described = heap.classDescribedBy(object);
        if (described >= 0) {
            return cut(heap.classAt(described).name());
        }
        int thread = threadOf(object);
        return thread < 0 ? null : cut(heap.threadAt(thread).name());
    }

    /// Index of the live thread that it is; [KeptHeap#NONE] if it is none.
    int threadOf(int object) {
        // That it is one is the first of its reasons.
        for (KeptRoot root : heap.rootsOf(object, 1)) {
            if (root.kind() == GcRootKind.THREAD_OBJECT && root.thread() >= 0) {
                return root.thread();
            }
        }
        return KeptHeap.NONE;
    }

    /// Null for the null reference.
    @Nullable
    ObjectRef at(long address) {
        if (address == 0) {
            return null;
        }
        int object = heap.indexOf(address);
        return object < 0 ? new ObjectRef(hex(address), null, null, null, null, null) : ref(object);
    }

    /// Elements of an array, as far as the dump has them.
    int length(int array, KeptClass itsClass) {
        FieldType element = itsClass.elementType();
        long position = heap.positionOf(array);
        return element == null || position == 0 ? 0 : ValuesHead.length(heap.bytes(), position, element);
    }

    /// Bytes of an instance's fields; 0 if the dump has none.
    int fieldBytes(int instance) {
        long position = heap.positionOf(instance);
        return position == 0 ? 0 : ValuesHead.fieldBytes(heap.bytes(), position);
    }

    /// Why a root is one, in words.
    String reason(KeptRoot root) {
        if (root.thread() < 0) {
            return root.kind().label();
        }
        if (root.kind() == GcRootKind.THREAD_OBJECT) {
            return "live thread";
        }
        var thread = heap.threadAt(root.thread());
        String frame = root.frame() < 0 || root.frame() >= thread.frames().size()
                ? ""
                : " in " + cut(thread.frames().get(root.frame()).text());
        return root.kind().label() + " of thread " + cut(thread.name()) + frame;
    }
}
