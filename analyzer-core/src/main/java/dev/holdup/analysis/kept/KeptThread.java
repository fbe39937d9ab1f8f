package dev.holdup.analysis.kept;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.ThreadWait;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A live thread of a kept heap.
///
/// @param threadId `Thread.tid`; −1 if unknown
/// @param state of `Thread.State`; empty if unknown
/// @param detail what is known beyond the state
/// @param frames innermost first
/// @param otherLocals objects it holds in no frame that the dump names
public record KeptThread(
        int objectIndex,
        long threadId,
        boolean daemon,
        boolean virtual,
        String state,
        String detail,
        String name,
        @Nullable ThreadWait waitsFor,
        List<Frame> frames,
        List<Integer> otherLocals) {

    /// @param retainedBytes what its locals alone keep alive
    /// @param locals object indexes, each once
    public record Frame(String text, long retainedBytes, List<Integer> locals) {}

    static byte[] described(HeapThread thread, DominatorTree tree, int threadIndex) {
        List<Set<Integer>> localsByFrame = new ArrayList<>();
        thread.frames().forEach(frame -> localsByFrame.add(new LinkedHashSet<>()));
        Set<Integer> others = new LinkedHashSet<>();
        for (HeapThread.Local local : thread.locals()) {
            if (local.objectIndex() >= 0) {
                (local.frameIndex() < 0 ? others : localsByFrame.get(local.frameIndex())).add(local.objectIndex());
            }
        }
        ThreadWait wait = ThreadWait.of(thread);
        Thread.State state = thread.state();
        return Description.of(out -> {
            out.writeInt(thread.objectIndex());
            out.writeLong(thread.threadId());
            out.writeBoolean(thread.daemon());
            out.writeBoolean(thread.virtual());
            Description.write(state == null ? "" : state.name(), out);
            Description.write(thread.stateDetail(), out);
            Description.write(thread.name(), out);
            out.writeBoolean(wait != null);
            if (wait != null) {
                out.writeInt(wait.objectIndex());
                out.writeLong(wait.ownerThread());
                Description.write(wait.how(), out);
            }
            out.writeInt(localsByFrame.size());
            for (int f = 0; f < localsByFrame.size(); f++) {
                out.writeLong(tree.retainedOfFrame(threadIndex, f));
                Description.write(thread.frames().get(f).text(), out);
                write(localsByFrame.get(f), out);
            }
            write(others, out);
        });
    }

    private static void write(Set<Integer> objects, DataOutputStream out) throws IOException {
        out.writeInt(objects.size());
        for (int object : objects) {
            out.writeInt(object);
        }
    }

    /// @param description as [#described] wrote it
    static KeptThread of(byte[] description) {
        ByteBuffer in = ByteBuffer.wrap(description);
        int objectIndex = in.getInt();
        long threadId = in.getLong();
        boolean daemon = in.get() != 0;
        boolean virtual = in.get() != 0;
        String state = Description.read(in);
        String detail = Description.read(in);
        String name = Description.read(in);
        ThreadWait wait = null;
        if (in.get() != 0) {
            int object = in.getInt();
            long owner = in.getLong();
            wait = new ThreadWait(object, Description.read(in), owner);
        }
        List<Frame> frames = new ArrayList<>();
        for (int left = Description.count(in, Long.BYTES); left > 0; left--) {
            long retained = in.getLong();
            String text = Description.read(in);
            frames.add(new Frame(text, retained, objects(in)));
        }
        return new KeptThread(
                objectIndex, threadId, daemon, virtual, state, detail, name, wait, List.copyOf(frames), objects(in));
    }

    private static List<Integer> objects(ByteBuffer in) {
        List<Integer> objects = new ArrayList<>();
        for (int left = Description.count(in, Integer.BYTES); left > 0; left--) {
            objects.add(in.getInt());
        }
        return List.copyOf(objects);
    }
}
