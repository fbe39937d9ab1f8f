package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Drop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Finds what [DominatorFacts] tell: what is large by a look at every object, the rest by questions that go along with
/// another one.
final class DominatorSearch {
    private static final int MOST_DROPS = 20;
    /// A hundredth each: there are no more that do not dominate one another.
    private static final int MOST_LOOKED_AT = 100;
    private static final int MOST_CLASSES = 10;
    /// A drop is at least this part of the reachable bytes.
    private static final int DROP_PART = 100;

    private static final int LONGEST_PATH = 12;

    private final DominatorTree tree;
    private final NodeNames names;
    private final LargeTree large;
    private final List<Integer> drops;
    private final DominatedClasses dominated;
    private final TreeDepths depths;
    private final DepthTally depth;

    DominatorSearch(DominatorTree tree, TreeFacts.DominatorsAsked asked) {
        this.tree = tree;
        ReferencePath paths = new ReferencePath(tree);
        this.names = new NodeNames(tree, paths);
        this.large = new LargeTree(tree, paths, names, asked.holderByGroup());
        this.drops = drops();
        long[] shallowByClass = asked.shallowByClass();
        int[] classes = IntStream.range(0, shallowByClass.length)
                .filter(c -> shallowByClass[c] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(c -> shallowByClass[c])
                        .reversed())
                .limit(MOST_CLASSES)
                .mapToInt(Integer::intValue)
                .toArray();
        this.dominated = new DominatedClasses(tree, names, classes, drops);
        this.depths = asked.depths();
        this.depth = new DepthTally(tree, depths);
    }

    List<TreeLook.Question> questions() {
        return List.of(dominated, depth);
    }

    /// Once the questions are answered.
    DominatorFacts told() {
        depths.free();
        var byHolder = large.byHolder();
        TopDominators tops = new TopDominators(tree, names, large);
        return new DominatorFacts(
                byHolder,
                tops.smallerByHolder(),
                drops.stream()
                        .filter(node -> dominated.children(node).objects > 0)
                        .limit(MOST_DROPS)
                        .map(node -> drop(node, dominated.children(node)))
                        .toList(),
                tops.byClass(),
                dominated.told(),
                tops.concentration(),
                depth.told());
    }

    /// Objects that keep much more than the largest of what they dominate next, the most first.
    private List<Integer> drops() {
        long least = Math.max(1, tree.reachableBytes() / DROP_PART);
        List<Integer> drops = new ArrayList<>();
        for (int i = 0; i < large.large.spreads(); i++) {
            int node = large.large.spread(i);
            if (node < tree.trees().objects
                    && !tree.isLiveThread(node)
                    && tree.retainedOf(node) - large.large.largestBelow(i) >= least) {
                drops.add(node);
            }
        }
        drops.sort(
                Comparator.<Integer>comparingLong(tree::retainedOf).reversed().thenComparing(node -> node));
        // A large array is told by other views: only what has children lets them come together.
        return drops.subList(0, Math.min(MOST_LOOKED_AT, drops.size()));
    }

    private Drop drop(int node, DominatedClasses.Children children) {
        List<String> path = new ArrayList<>();
        for (int at = tree.dominatorOf(node); at >= 0 && path.size() < LONGEST_PATH; at = tree.dominatorOf(at)) {
            if (tree.objectOf(at) >= 0) {
                path.addFirst(names.of(at));
            }
        }
        int childClass = children.mostFrequentClass();
        return new Drop(
                names.of(node),
                Objects.requireNonNull(names.address(node)),
                tree.retainedOf(node),
                children.largestBytes,
                children.objects,
                childClass < 0 ? "" : tree.heap().classes().get(childClass).name(),
                List.copyOf(path));
    }
}
