package dev.holdup.analysis.dominators;

import java.util.Arrays;

/// Sets of labels, each kept once and known by its number; 0 is the empty one.
///
/// There are few of them, however large the heap: as many as there are ways from class to class. Their memory, on the
/// Java heap, is bounded by [#MOST_LABELS].
final class LabelSets {
    /// Number of the set that holds every label; it is no set of its own here.
    static final int EVERYTHING = -1;

    static final int EMPTY = 0;
    /// In all sets together.
    private static final int MOST_LABELS = 16 << 20;

    /// There are more sets than memory is to be given to.
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many sets of labels", null, false, false);
        }
    }

    private final ClassLabels labels;
    private int[][] labelsBySet = new int[1 << 10][];
    private int size;
    private long labelsInAll;
    /// Numbers of sets plus 1, by hash; a power of two of them.
    private int[] setByHash = new int[1 << 12];

    LabelSets(ClassLabels labels) {
        this.labels = labels;
        number(new int[0]);
    }

    ClassLabels all() {
        return labels;
    }

    synchronized int size() {
        return size;
    }

    /// The labels of a set, ascending.
    synchronized int[] labels(int set) {
        return labelsBySet[set];
    }

    /// The set with a kind's labels added.
    synchronized int with(int set, int kind) {
        int[] one = labelsBySet[set];
        int[] more = labels.labelsByKind()[kind];
        int[] union = new int[one.length + more.length];
        int length = 0;
        int a = 0;
        int b = 0;
        while (a < one.length || b < more.length) {
            if (b == more.length || (a < one.length && one[a] < more[b])) {
                union[length++] = one[a++];
            } else {
                a += a < one.length && one[a] == more[b] ? 1 : 0;
                union[length++] = more[b++];
            }
        }
        return length == one.length ? set : number(Arrays.copyOf(union, length));
    }

    /// What is in both sets.
    synchronized int both(int set, int other) {
        int[] one = labelsBySet[set];
        int[] two = labelsBySet[other];
        int[] common = new int[Math.min(one.length, two.length)];
        int length = 0;
        for (int a = 0, b = 0; a < one.length && b < two.length; ) {
            if (one[a] == two[b]) {
                common[length++] = one[a++];
                b++;
            } else if (one[a] < two[b]) {
                a++;
            } else {
                b++;
            }
        }
        return length == one.length ? set : length == two.length ? other : number(Arrays.copyOf(common, length));
    }

    private int number(int[] set) {
        int at = Arrays.hashCode(set) * 0x9E37_79B9 & setByHash.length - 1;
        for (; setByHash[at] != 0; at = at + 1 & setByHash.length - 1) {
            int known = setByHash[at] - 1;
            if (Arrays.equals(labelsBySet[known], set)) {
                return known;
            }
        }
        labelsInAll += set.length + 4;
        if (labelsInAll > MOST_LABELS) {
            throw new TooMany();
        }
        if (size == labelsBySet.length) {
            labelsBySet = Arrays.copyOf(labelsBySet, 2 * size);
        }
        labelsBySet[size] = set;
        setByHash[at] = ++size;
        if (2 * size > setByHash.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        setByHash = new int[2 * setByHash.length];
        for (int set = 0; set < size; set++) {
            int at = Arrays.hashCode(labelsBySet[set]) * 0x9E37_79B9 & setByHash.length - 1;
            while (setByHash[at] != 0) {
                at = at + 1 & setByHash.length - 1;
            }
            setByHash[at] = set + 1;
        }
    }

    /// One thread's memory of what the sets have answered it: asking again is quick.
    final class Known {
        private static final int SLOTS = 1 << 16;

        private final long[] questionBySlot = new long[2 * SLOTS];
        private final int[] answerBySlot = new int[2 * SLOTS];

        int with(int set, int kind) {
            if (set == EVERYTHING) {
                return EVERYTHING;
            }
            // 0 is no question: numbers of sets are kept plus 1.
            long question = (long) (set + 1) << 32 | kind;
            int slot = slot(question);
            if (questionBySlot[slot] != question) {
                answerBySlot[slot] = LabelSets.this.with(set, kind);
                questionBySlot[slot] = question;
            }
            return answerBySlot[slot];
        }

        int both(int set, int other) {
            if (set == other || other == EVERYTHING) {
                return set;
            }
            if (set == EVERYTHING) {
                return other;
            }
            long question = (long) (Math.min(set, other) + 1) << 32 | Math.max(set, other);
            int slot = SLOTS + slot(question);
            if (questionBySlot[slot] != question) {
                answerBySlot[slot] = LabelSets.this.both(set, other);
                questionBySlot[slot] = question;
            }
            return answerBySlot[slot];
        }

        private static int slot(long question) {
            return (int) (question * 0x9E37_79B9_7F4A_7C15L >>> 48);
        }
    }
}
