package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Concentration;
import dev.holdup.analysis.findings.HeapDominators.TopClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What no other object dominates: live threads, and whatever GC roots, several threads or weak references keep.
final class TopDominators {
    private static final double[] SHARES = {0.5, 0.8, 0.9};
    private static final int MOST_SMALLER = 12;
    private static final Comparator<TopClass> MOST_FIRST = Comparator.comparingLong(TopClass::retainedBytes)
            .reversed()
            .thenComparing(TopClass::className)
            .thenComparingLong(TopClass::objects);

    private final DominatorTree tree;
    private final long[] objectsByClass;
    private final long[] bytesByClass;
    private long[] bytesOfEach = new long[1 << 10];
    private int size;

    /// `[holder][classIndex]`: of those that are not shown one by one.
    private final Map<String, Map<Integer, Alike>> smallerByHolder = new HashMap<>();

    private static final class Alike {
        long objects;
        long bytes;
    }

    /// @param large of which what is shown by holder is known
    TopDominators(DominatorTree tree, NodeNames names, LargeTree large) {
        this.tree = tree;
        objectsByClass = new long[tree.heap().virtualClass() + 1];
        bytesByClass = new long[objectsByClass.length];
        PrivateTrees trees = tree.trees();
        VirtualTree virtual = tree.virtual();
        for (int rank = 0; rank < trees.ranks; rank++) {
            tree.heap().workers().check(rank);
            int head = trees.headByRank.get(rank);
            int dominator = tree.dominatorOf(head);
            if (dominator >= trees.objects
                    && tree.order().preorderOf(rank) >= 0
                    && virtual.threadOf(dominator) < 0
                    && !names.isFrame(dominator)) {
                add(head);
                if (!large.isShownByHolder(head)) {
                    addSmaller(head, large.holderOf(head));
                }
            }
        }
        for (int thread : virtual.nodeByThread) {
            add(thread);
        }
        Arrays.sort(bytesOfEach, 0, size);
    }

    private void add(int node) {
        if (size == bytesOfEach.length) {
            bytesOfEach = Arrays.copyOf(bytesOfEach, 2 * size);
        }
        bytesOfEach[size++] = tree.retainedOf(node);
        objectsByClass[tree.classOf(node)]++;
        bytesByClass[tree.classOf(node)] += tree.retainedOf(node);
    }

    private void addSmaller(int object, String holder) {
        Alike alike = smallerByHolder
                .computeIfAbsent(holder, name -> new HashMap<>())
                .computeIfAbsent(tree.classOf(object), c -> new Alike());
        alike.objects++;
        alike.bytes += tree.retainedOf(object);
    }

    /// What is not shown one by one: under each holder the classes that retain the most, the most first.
    Map<String, List<TopClass>> smallerByHolder() {
        Map<String, List<TopClass>> told = new HashMap<>();
        smallerByHolder.forEach((holder, byClass) -> told.put(
                holder,
                byClass.entrySet().stream()
                        .map(entry -> new TopClass(
                                tree.heap().classes().get(entry.getKey()).name(),
                                entry.getValue().objects,
                                entry.getValue().bytes))
                        .sorted(MOST_FIRST)
                        .limit(MOST_SMALLER)
                        .toList()));
        return told;
    }

    /// All of them, the class that retains the most first.
    List<TopClass> byClass() {
        return IntStream.range(0, tree.heap().classes().size())
                .filter(c -> objectsByClass[c] > 0)
                .mapToObj(c -> new TopClass(tree.heap().classes().get(c).name(), objectsByClass[c], bytesByClass[c]))
                .sorted(MOST_FIRST)
                .toList();
    }

    List<Concentration> concentration() {
        List<Concentration> told = new ArrayList<>();
        long sum = 0;
        int at = size;
        for (double share : SHARES) {
            while (at > 0 && sum < share * tree.reachableBytes()) {
                sum += bytesOfEach[--at];
            }
            told.add(new Concentration(share, size - at));
        }
        return told;
    }
}
