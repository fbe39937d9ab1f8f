package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.List;

/// What the frames of a heap thread hold.
final class FrameLocals {

    private FrameLocals() {}

    /// Locals of the frames `from`, inclusive, to `to`, exclusive; innermost 0.
    static List<HeapThread.Local> within(HeapThread thread, int from, int to) {
        List<HeapThread.Local> within = new ArrayList<>();
        for (HeapThread.Local local : thread.locals()) {
            if (local.frameIndex() >= from && local.frameIndex() < to) {
                within.add(local);
            }
        }
        return within;
    }

    /// Index of the innermost of the first `depth` frames that is a call of that method; −1 if none is.
    static int frameOf(List<JvmFrame> frames, String className, String method, int depth) {
        for (int frameIndex = 0; frameIndex < Math.min(depth, frames.size()); frameIndex++) {
            JvmFrame frame = frames.get(frameIndex);
            if (frame.method().equals(method) && frame.className().equals(className)) {
                return frameIndex;
            }
        }
        return -1;
    }
}
