package dev.holdup.analysis.dominators;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Objects and bytes by the set of labels on every way to them.
final class LabelSums implements TreeLook.Question {
    private final DominatorTree tree;
    private final LabelsAbove above;
    private final LabelSets sets;
    private long[] objectsBySet = new long[0];
    private long[] unitsBySet = new long[0];
    /// `[classIndex]`: its place among those whose sizes are asked about, −1 for others.
    private final int[] askedByClass;

    private final long[][] objectsBySize;
    private volatile boolean tooMany;

    /// Null if there are too many sets already.
    static @Nullable LabelSums of(DominatorTree tree, TreeFacts.LabelsAsked asked) {
        LabelsAbove above = asked.ways().above();
        return above == null ? null : new LabelSums(tree, above, asked.ways().sets(), asked.sizesOf());
    }

    private LabelSums(DominatorTree tree, LabelsAbove above, LabelSets sets, int[] sizesOf) {
        this.tree = tree;
        this.above = above;
        this.sets = sets;
        objectsBySize = new long[sizesOf.length][LabelRetention.RANGES];
        askedByClass = new int[tree.heap().virtualClass() + 1];
        Arrays.fill(askedByClass, -1);
        for (int asked = 0; asked < sizesOf.length; asked++) {
            askedByClass[sizesOf[asked]] = asked;
        }
    }

    @Override
    public TreeLook.Asking worker() {
        return new Look();
    }

    /// Lets go of the ways. Null if there were too many sets.
    @Nullable
    LabelRetention told() {
        above.free();
        if (tooMany) {
            return null;
        }
        int labels = sets.all().labels();
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

    private static int range(long units) {
        return units <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(units - 1);
    }

    private final class Look implements TreeLook.Asking {
        private final LabelsInTree inTree = new LabelsInTree(tree, sets);
        private int rank = -1;
        private long[] objects = new long[sets.size()];
        private long[] units = new long[sets.size()];
        private final long[][] bySize = new long[objectsBySize.length][LabelRetention.RANGES];

        @Override
        public void look(TreeBlock block) {
            if (tooMany) {
                return;
            }
            try {
                if (block.rank != rank) {
                    rank = block.rank;
                    inTree.begin(rank, above.of(rank));
                }
                for (int i = 0; i < block.size; i++) {
                    count(inTree.of(block.object[i], block.dominator[i], block.classIndex[i]), block, i);
                }
            } catch (LabelSets.TooMany noRoom) {
                tooMany = true;
            }
        }

        private void count(int set, TreeBlock block, int i) {
            if (set >= objects.length) {
                objects = Arrays.copyOf(objects, Math.max(set + 1, 2 * objects.length));
                units = Arrays.copyOf(units, objects.length);
            }
            objects[set]++;
            units[set] += block.units[i];
            int asked = askedByClass[block.classIndex[i]];
            if (asked >= 0) {
                bySize[asked][range(block.units[i])]++;
            }
        }

        @Override
        public void add() {
            synchronized (LabelSums.this) {
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
        }
    }
}
