package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.List;

/// The frames of a thread whose lines are still coming. Of more than there is room for the innermost are kept, which
/// say what the thread does, and the outermost few, which say what it is.
final class OpenStack {
    /// Of one thread. A JVM prints 1,024 unless told otherwise, and a runaway recursion ends within some ten thousand.
    static final int MAX_FRAMES = 4_096;

    /// The outermost of these.
    static final int OUTERMOST = 64;

    private static final int INNERMOST = MAX_FRAMES - OUTERMOST;

    private final List<JvmFrame> innermost = new ArrayList<>();
    /// The last ones so far, in a ring: frame `f` at `f % OUTERMOST`.
    private JvmFrame[] last = new JvmFrame[0];

    private int count;

    void add(JvmFrame frame) {
        if (count < INNERMOST) {
            innermost.add(frame);
        } else {
            if (last.length == 0) {
                last = new JvmFrame[OUTERMOST];
            }
            last[count % OUTERMOST] = frame;
        }
        count = Math.min(count, Integer.MAX_VALUE - 1) + 1;
    }

    /// How many there were, kept or not.
    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    JvmFrame first() {
        return innermost.getFirst();
    }

    int leftOut() {
        return Math.max(0, count - MAX_FRAMES);
    }

    /// Where a frame is among those that are kept, −1 if it is not.
    int placeOf(int frame) {
        if (frame < INNERMOST || leftOut() == 0) {
            return frame;
        }
        return frame < count - OUTERMOST ? -1 : frame - leftOut();
    }

    /// Innermost first.
    List<JvmFrame> kept() {
        List<JvmFrame> kept = new ArrayList<>(innermost);
        for (int frame = Math.max(INNERMOST, count - OUTERMOST); frame < count; frame++) {
            kept.add(last[frame % OUTERMOST]);
        }
        return List.copyOf(kept);
    }
}
