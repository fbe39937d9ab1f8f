package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ObjectShapes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What would be freed if all objects of a label were gone, for all labels at once and exactly: whatever the label
/// stands on every way to. Eclipse Memory Analyzer calls it the retained set of the label's objects.
///
/// @param objectsByLabel in the set, the label's own ones included
/// @param bytesByLabel their shallow sizes, summed
/// @param objectsBySize of the classes asked about, `[asked][range]`: reachable objects of more than 2^(range − 1) and
///     at most 2^range units of eight bytes
public record LabelRetention(long[] objectsByLabel, long[] bytesByLabel, long[][] objectsBySize) {
    /// Ranges of sizes.
    public static final int RANGES = 62;

    /// Nothing asked about sizes.
    public static @Nullable LabelRetention of(DominatorTree tree, ClassLabels labels) {
        return of(tree, LabelWays.of(tree, labels), new int[0]);
    }

    /// Looks at every object, on all workers.
    ///
    /// @param ways are let go of
    /// @param sizesOf classes to tell the distribution of sizes of
    /// @return null if it would take too much memory
    public static @Nullable LabelRetention of(DominatorTree tree, LabelWays ways, int[] sizesOf) {
        LabelsAbove above = ways.above();
        if (above == null) {
            return null;
        }
        try {
            Sums sums = new Sums(tree, above, ways.sets(), sizesOf);
            tree.heap().workers().ranges(tree.trees().ranks, sums::add);
            return sums.byLabel(ways.sets().all().labels());
        } catch (LabelSets.TooMany tooMany) {
            return null;
        } finally {
            above.free();
        }
    }

    /// Objects and bytes by the set of labels on every way to them.
    private static final class Sums {
        private final DominatorTree tree;
        private final LabelsAbove above;
        private final LabelSets sets;
        private long[] objectsBySet = new long[0];
        private long[] unitsBySet = new long[0];
        /// `[classIndex]`: its place among those whose sizes are asked about, −1 for others.
        private final int[] askedByClass;

        private final long[][] objectsBySize;

        Sums(DominatorTree tree, LabelsAbove above, LabelSets sets, int[] sizesOf) {
            this.tree = tree;
            this.above = above;
            this.sets = sets;
            objectsBySize = new long[sizesOf.length][RANGES];
            askedByClass = new int[tree.heap().virtualClass() + 1];
            Arrays.fill(askedByClass, -1);
            for (int asked = 0; asked < sizesOf.length; asked++) {
                askedByClass[sizesOf[asked]] = asked;
            }
        }

        void add(long from, long to) {
            LabelsAbove.Members labelsOf = above.new Members(sets);
            ObjectShapes shapes = tree.heap().shapes();
            TreeMembers members = tree.members();
            long[] objects = new long[sets.size()];
            long[] units = new long[sets.size()];
            long[][] bySize = new long[objectsBySize.length][RANGES];
            for (int rank = (int) from; rank < to; rank++) {
                tree.heap().workers().check(rank);
                if (tree.order().preorderOf(rank) < 0) {
                    continue;
                }
                long end = members.end(rank);
                for (long place = members.first(rank); place < end; place++) {
                    int object = members.object(place);
                    int set = labelsOf.of(object, rank);
                    if (set >= objects.length) {
                        objects = Arrays.copyOf(objects, Math.max(set + 1, 2 * objects.length));
                        units = Arrays.copyOf(units, objects.length);
                    }
                    long its = shapes.shallowUnits(object);
                    objects[set]++;
                    units[set] += its;
                    int asked = askedByClass[shapes.classIndex(object)];
                    if (asked >= 0) {
                        bySize[asked][range(its)]++;
                    }
                }
            }
            add(objects, units, bySize);
        }

        private synchronized void add(long[] objects, long[] units, long[][] bySize) {
            for (int asked = 0; asked < bySize.length; asked++) {
                ClassRetention.add(objectsBySize[asked], bySize[asked]);
            }
            if (objectsBySet.length < objects.length) {
                objectsBySet = Arrays.copyOf(objectsBySet, objects.length);
                unitsBySet = Arrays.copyOf(unitsBySet, objects.length);
            }
            for (int set = 0; set < objects.length; set++) {
                objectsBySet[set] += objects[set];
                unitsBySet[set] += units[set];
            }
        }

        private static int range(long units) {
            return units <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(units - 1);
        }

        LabelRetention byLabel(int labels) {
            long[] objects = new long[labels];
            long[] bytes = new long[labels];
            for (int set = 0; set < Math.min(sets.size(), objectsBySet.length); set++) {
                for (int label : sets.labels(set)) {
                    objects[label] += objectsBySet[set];
                    bytes[label] += unitsBySet[set] << 3;
                }
            }
            return new LabelRetention(objects, bytes, objectsBySize);
        }
    }
}
