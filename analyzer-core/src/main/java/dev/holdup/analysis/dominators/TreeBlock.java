package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ObjectShapes;

/// Some objects of one tree, by address, with what everybody who looks at them asks for: each is looked up once for
/// all.
final class TreeBlock {
    private static final int MOST = 512;

    private final PrivateTrees trees;
    private final TreeMembers members;
    private final ObjectShapes shapes;
    private long place;
    private long end;

    int rank;
    int size;
    /// `object[i]`, for i below the size; so with those below.
    final int[] object = new int[MOST];
    /// The node that dominates it next.
    final int[] dominator = new int[MOST];
    final int[] classIndex = new int[MOST];
    /// Shallow size in units of eight bytes.
    final long[] units = new long[MOST];

    TreeBlock(DominatorTree tree) {
        this.trees = tree.trees();
        this.members = tree.members();
        this.shapes = tree.heap().shapes();
    }

    void begin(int itsRank) {
        rank = itsRank;
        place = members.first(itsRank);
        end = members.end(itsRank);
    }

    /// Goes on to the next objects of the tree; false after the last.
    boolean next() {
        size = (int) Math.min(MOST, end - place);
        for (int i = 0; i < size; i++) {
            int its = members.object(place++);
            object[i] = its;
            dominator[i] = trees.aboveByObject.get(its) - 1;
            classIndex[i] = shapes.classIndex(its);
            units[i] = shapes.shallowUnits(its);
        }
        return size > 0;
    }
}
