package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ObjectShapes;

/// One thread's way of asking which labels stand on every way to an object of a tree, its own included: those above
/// the head, and those on the one way down from there.
///
/// Remembers what it was asked last, so that a tree whose objects are asked about by address costs little more than a
/// step each.
final class LabelsInTree {
    /// Most objects that are asked about together.
    static final int MOST_AT_ONCE = 64;

    private static final int MOST_SLOTS = 1 << 12;
    private static final int FEWEST_SLOTS = 4;
    /// A heap with fewer objects has fewer slots, so that trees of small heaps do not fit in either.
    private static final int OBJECTS_A_SLOT = 8;

    private final PrivateTrees trees;
    private final ObjectShapes shapes;
    private final ClassLabels labels;
    private final LabelSets.Known sets;

    /// Object in the low half, in the high half when it was asked about: 0 for a slot that is free.
    private final long[] objectBySlot;

    private final int[] setBySlot;
    private final int[] dominatorByAsked = new int[MOST_AT_ONCE];
    private final int[] classByAsked = new int[MOST_AT_ONCE];
    private final int[] path = new int[PrivateTrees.MOST_LEVELS + 1];
    private long time;
    private int head;
    private int above;

    LabelsInTree(DominatorTree tree, LabelSets sets) {
        this.trees = tree.trees();
        this.shapes = tree.heap().shapes();
        this.labels = sets.all();
        this.sets = sets.new Known();
        int slots = Integer.highestOneBit(Math.clamp(trees.objects / OBJECTS_A_SLOT, FEWEST_SLOTS, MOST_SLOTS));
        this.objectBySlot = new long[slots];
        this.setBySlot = new int[slots];
    }

    LabelSets.Known sets() {
        return sets;
    }

    ClassLabels labels() {
        return labels;
    }

    int kind(int object) {
        return labels.kind(object, shapes);
    }

    /// Begins with a tree.
    ///
    /// @param itsAbove number of the set that stands on every way to the head, the head left out
    void begin(int rank, int itsAbove) {
        int itsHead = trees.headByRank.get(rank);
        begin(itsHead, kind(itsHead), itsAbove);
    }

    /// Begins with a tree of which the head and its kind are at hand.
    ///
    /// @return the set of the head, which every object of the tree has at least
    int begin(int itsHead, int kindOfHead, int itsAbove) {
        time += 1L << Integer.SIZE;
        head = itsHead;
        above = itsAbove;
        int set = sets.with(itsAbove, kindOfHead);
        note(itsHead, set);
        return set;
    }

    private void note(int object, int set) {
        int slot = slot(object);
        objectBySlot[slot] = time | object;
        setBySlot[slot] = set;
    }

    private int slot(int object) {
        return object & (objectBySlot.length - 1);
    }

    /// As [#of], of an object of which the node that dominates it next and the class are at hand.
    int of(int object, int dominator, int classIndex) {
        int slot = slot(dominator);
        if (object == head || objectBySlot[slot] != (time | dominator)) {
            return of(object);
        }
        int set = sets.with(setBySlot[slot], labels.kind(object, classIndex));
        note(object, set);
        return set;
    }

    /// Answers for some objects of the tree, [#MOST_AT_ONCE] at the most. What stands next above each, and its class,
    /// are looked up for all of them first, so that the processor waits for many places of memory at once.
    void of(int[] objects, int size, int[] setByAsked) {
        for (int i = 0; i < size; i++) {
            dominatorByAsked[i] = trees.aboveByObject.get(objects[i]) - 1;
            classByAsked[i] = shapes.classIndex(objects[i]);
        }
        for (int i = 0; i < size; i++) {
            boolean asBefore = i > 0 && objects[i] == objects[i - 1];
            setByAsked[i] = asBefore ? setByAsked[i - 1] : of(objects[i], dominatorByAsked[i], classByAsked[i]);
        }
    }

    /// Number of the set of an object of the tree.
    int of(int object) {
        int at = object;
        int below = 0;
        int set;
        while (true) {
            int slot = slot(at);
            if (objectBySlot[slot] == (time | at)) {
                set = setBySlot[slot];
                break;
            }
            path[below++] = at;
            if (at == head) {
                set = above;
                break;
            }
            at = trees.aboveByObject.get(at) - 1;
        }
        while (--below >= 0) {
            at = path[below];
            set = sets.with(set, kind(at));
            note(at, set);
        }
        return set;
    }
}
