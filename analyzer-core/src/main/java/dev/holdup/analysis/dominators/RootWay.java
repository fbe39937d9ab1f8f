package dev.holdup.analysis.dominators;

import java.util.Arrays;

/// The objects on a way from a GC root down to one object, the same for the same dump. Not the shortest: it leads
/// through few private trees.
///
/// @param phase 0 if strong references lead there, 1 to 3 if soft, weak or phantom ones do at best
/// @param thread index into the heap graph's threads if a thread is the root; −1 otherwise
/// @param frame of that thread's stack, of which the first object is a local; −1 if none is
/// @param objects object indexes from the root's object to the one asked for, at least that
public record RootWay(int phase, int thread, int frame, int[] objects) {
    private static final int NONE = -1;

    /// Cost: a step for each object on the way, and a look at all that refers to it where several do.
    ///
    /// @param objectIndex a reachable object's
    public static RootWay to(DominatorTree tree, int objectIndex) {
        ReferencePath paths = new ReferencePath(tree);
        VirtualTree virtual = tree.virtual();
        int[] objects = new int[64];
        int size = 0;
        int phase = 0;
        int thread = NONE;
        int frameNode = NONE;
        for (int node = tree.nodeOf(objectIndex); node >= 0; node = paths.before(node)) {
            boolean real = node < virtual.base;
            if (!real) {
                phase = Math.max(phase, virtual.phaseOf(node));
                thread = Math.max(thread, virtual.threadOf(node));
                frameNode = thread < 0 && virtual.isGroupOrFrame(node) ? Math.max(frameNode, node) : frameNode;
            }
            // A thread's node stands for the thread where nothing else is on the way.
            if (real || size == 0) {
                objects = size == objects.length ? Arrays.copyOf(objects, 2 * size) : objects;
                objects[size++] = tree.objectOf(node);
            }
        }
        return new RootWay(phase, thread, frame(virtual, thread, frameNode), reversed(objects, size));
    }

    private static int frame(VirtualTree virtual, int thread, int frameNode) {
        if (thread >= 0 && frameNode >= 0) {
            int[] nodeByFrame = virtual.nodeByFrame[thread];
            for (int frame = 0; frame < nodeByFrame.length; frame++) {
                if (nodeByFrame[frame] == frameNode) {
                    return frame;
                }
            }
        }
        return NONE;
    }

    private static int[] reversed(int[] objects, int size) {
        int[] reversed = new int[size];
        for (int i = 0; i < size; i++) {
            reversed[i] = objects[size - 1 - i];
        }
        return reversed;
    }
}
