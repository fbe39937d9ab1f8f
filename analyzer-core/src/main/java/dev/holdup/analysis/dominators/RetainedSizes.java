package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ObjectShapes;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.HashMap;
import java.util.Map;

/// What each node alone keeps alive, in units of eight bytes.
///
/// `unitsByObject[objectIndex]`, unsigned; what does not fit, 32 GiB and more, stands in a map.
/// Memory: four bytes an object.
final class RetainedSizes {
    private static final int LARGE = -1;
    private static final long LARGEST = 0xFFFF_FFFEL;

    private final PrivateTrees trees;
    private final VirtualTree virtual;
    private final IntTable unitsByObject;
    private final long[] unitsByVirtual;
    private final Map<Integer, Long> unitsOfLarge = new HashMap<>();

    RetainedSizes(PrivateTrees trees, VirtualTree virtual, TableSpace space) {
        this.trees = trees;
        this.virtual = virtual;
        unitsByObject = space.ints(trees.objects);
        unitsByVirtual = new long[virtual.size()];
    }

    long units(int node) {
        if (node >= trees.objects) {
            return unitsByVirtual[node - trees.objects];
        }
        int units = unitsByObject.get(node);
        return units == LARGE ? large(node) : Integer.toUnsignedLong(units);
    }

    private synchronized long large(int object) {
        return unitsOfLarge.getOrDefault(object, 0L);
    }

    private void set(int object, long units) {
        if (units <= LARGEST) {
            unitsByObject.set(object, (int) units);
        } else {
            unitsByObject.set(object, LARGE);
            synchronized (this) {
                unitsOfLarge.put(object, units);
            }
        }
    }

    private void add(int node, long units) {
        if (node >= trees.objects) {
            unitsByVirtual[node - trees.objects] += units;
        } else {
            set(node, units(node) + units);
        }
    }

    /// Sums up within each tree, as if no head were dominated by any of its nodes.
    ///
    /// @param classes notes each tree on the way
    void sumWithinTrees(TreeMembers members, TreeClasses classes, ObjectShapes shapes, Workers workers) {
        workers.ranges(trees.objects, (from, to) -> {
            for (int object = (int) from; object < to; object++) {
                set(object, shapes.shallowUnits(object));
            }
        });
        workers.ranges(trees.ranks, (from, to) -> {
            TreeClasses.Notes notes = classes.new Notes();
            for (int rank = (int) from; rank < to; rank++) {
                workers.check(rank);
                int head = trees.headByRank.get(rank);
                for (long place = members.first(rank); place < members.end(rank); place++) {
                    int object = members.object(place);
                    long shallow = shapes.shallowUnits(object);
                    for (int at = object; at != head; ) {
                        at = trees.aboveByObject.get(at) - 1;
                        set(at, units(at) + shallow);
                    }
                }
                notes.tree(rank, head, members);
            }
            notes.add();
        });
    }

    /// Adds each head to its dominator and to all that this hangs below in its tree: the trees dominated first.
    void addHeads(HeadGraph graph, HeadOrder order) {
        for (int v = order.size() - 1; v > 0; v--) {
            int tree = order.treeByPreorder.get(v);
            if (tree >= trees.ranks) {
                int node = graph.headOf(tree);
                add(virtual.root(), units(node));
                continue;
            }
            int head = trees.headByRank.get(tree);
            long units = units(head);
            int at = trees.aboveByObject.get(head) - 1;
            add(at, units);
            while (!isTopOfTree(at)) {
                at = at < trees.objects ? trees.aboveByObject.get(at) - 1 : virtual.parentOf(at);
                add(at, units);
            }
        }
    }

    private boolean isTopOfTree(int node) {
        return node < trees.objects ? trees.isHead(node) : node == virtual.root() || virtual.phaseOf(node) != 0;
    }
}
