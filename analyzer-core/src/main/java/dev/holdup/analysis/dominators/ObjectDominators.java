package dev.holdup.analysis.dominators;

/// The dominator tree as objects see it: a thread's frames count as the thread, and groups of threads and the
/// like as the GC roots.
public final class ObjectDominators {
    /// Answers where no object dominates: the GC roots do, or only such references lead there, or nothing does.
    /// They follow the phases of the search.
    public static final int ROOTS = -1;

    public static final int SOFT = -2;
    public static final int WEAK = -3;
    public static final int PHANTOM = -4;
    /// Unreachable, and kept: no other unreachable object dominates it.
    public static final int UNREACHABLE = -5;
    /// Unreachable, and not kept.
    public static final int NOTHING = -6;

    private final DominatorTree tree;

    public ObjectDominators(DominatorTree tree) {
        this.tree = tree;
    }

    /// Index of the object that dominates it next, or one of the answers below 0.
    public int of(int objectIndex) {
        int node = tree.nodeOf(objectIndex);
        if (node < 0) {
            return NOTHING;
        }
        VirtualTree virtual = tree.virtual();
        int dominator = node;
        do {
            dominator = tree.dominatorOf(dominator);
            int object = tree.objectOf(dominator);
            if (object >= 0) {
                return object;
            }
        } while (dominator != virtual.root() && virtual.phaseOf(dominator) == 0);
        return ROOTS - virtual.phaseOf(dominator);
    }
}
