package dev.holdup.analysis.dominators;

import dev.holdup.analysis.dominators.Holding.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Who keeps an object: a search backwards over the references to heads, nearest first, up to static fields, threads
/// and other roots.
///
/// Where a reference comes from inside of a tree, the search goes on at the tree's head, and looks at what it passes
/// by: a class object there is a holder, since what leads from it is a static field. Nothing depends on the order of
/// the file or on the number of threads: references are taken by address.
final class HolderSearch {
    /// Bounds of one search: heads looked at, references to one of them, ways found.
    private static final int MOST_HEADS = 300;

    private static final int MOST_REFERENCES = 1_000;
    private static final int MOST_WAYS = 24;
    /// Ways out of the object itself that are noted; they only count where there is no other.
    private static final int MOST_BACK = 24;

    /// How many trees farther than the nearest holder another one may be.
    private static final int FARTHER = 3;
    /// Bounds of the look whether an object's own content leads to a head.
    private static final int MOST_INSIDE = 100;

    private static final int MOST_REFERENCES_INSIDE = 200;
    private static final int DEEPEST = 1_000;
    private static final int MOST_DOMINATORS = 200;

    private final DominatorTree tree;
    private final ReferencePath paths;
    private final PrivateTrees trees;
    private final HeadGraph graph;
    private final int mostHeads;
    private final int[] referring = new int[2 * MOST_REFERENCES];
    private final int[] referringInside = new int[2 * MOST_REFERENCES_INSIDE];

    HolderSearch(DominatorTree tree, ReferencePath paths) {
        this(tree, paths, MOST_HEADS);
    }

    /// @param mostHeads to look at in one search
    HolderSearch(DominatorTree tree, ReferencePath paths, int mostHeads) {
        this.mostHeads = mostHeads;
        this.tree = tree;
        this.paths = paths;
        this.trees = tree.trees();
        this.graph = tree.graph();
    }

    /// A head on the way, the node at which the search entered its tree, and the head that it came from.
    private record Reached(int head, int entered, @Nullable Reached from) {}

    /// Ways that do not come out of the object itself first; of these what begins at static fields before threads
    /// before other roots, the nearest first.
    List<Holding> of(int node) {
        return of(node, classIndex -> true);
    }

    /// @param isContent whether the object keeps any of that class: an object of another class that it leads to is no
    ///     element of it, but may well be its owner, to which its elements refer
    List<Holding> of(int node, IntPredicate isContent) {
        return new Search(node, isContent).ways();
    }

    /// What refers to a head, by address, each once; the first of them if they are many. Cost: a look at all of them.
    ///
    /// @param nodes where to write them, with room for twice as many as are kept
    /// @return how many
    private int sources(int head, int[] nodes) {
        int rank = graph.treeOf(head);
        long end = graph.endIn(rank);
        int size = 0;
        for (long reference = graph.firstIn(rank); reference < end; reference++) {
            if (size == nodes.length) {
                size = keepSmallest(nodes, size);
            }
            nodes[size++] = graph.source(reference);
        }
        return keepSmallest(nodes, size);
    }

    /// Sorts the beginning of an array, leaves out what is there twice, and answers how many are kept: at most half.
    private static int keepSmallest(int[] nodes, int size) {
        Arrays.sort(nodes, 0, size);
        int kept = 0;
        for (int i = 0; i < size && kept < nodes.length / 2; i++) {
            if (kept == 0 || nodes[i] != nodes[kept - 1]) {
                nodes[kept++] = nodes[i];
            }
        }
        return kept;
    }

    /// Which kind of holder the node is for what follows after it; null if it is none.
    private Holding.@Nullable Kind holder(int node, int next) {
        if (node >= trees.objects) {
            return tree.virtual().threadOf(node) >= 0 || tree.virtual().isGroupOrFrame(node)
                    ? Holding.Kind.LOCAL
                    : Holding.Kind.ROOT;
        }
        if (tree.isLiveThread(node)) {
            return Holding.Kind.THREAD_FIELD;
        }
        return paths.isStaticField(node, next) ? Holding.Kind.STATIC_FIELD : null;
    }

    private boolean isDominated(int node, int by) {
        int at = node;
        for (int depth = 0; at >= 0 && depth < DEEPEST; depth++) {
            if (at == by) {
                return true;
            }
            at = tree.dominatorOf(at);
        }
        return false;
    }

    /// The search for the holders of one object.
    private final class Search {
        private final int asked;
        private final IntPredicate isContent;
        /// The nodes that dominate it, the nearest of them if they are many.
        private final Set<Integer> dominators = new HashSet<>();

        private final List<Holding> found = new ArrayList<>();
        /// How many of them do not come out of the object itself.
        private int real;

        Search(int asked, IntPredicate isContent) {
            this.asked = asked;
            this.isContent = isContent;
            for (int at = tree.dominatorOf(asked);
                    at >= 0 && dominators.size() < MOST_DOMINATORS;
                    at = tree.dominatorOf(at)) {
                dominators.add(at);
            }
        }

        List<Holding> ways() {
            List<Reached> level = new ArrayList<>();
            Set<Integer> seen = new HashSet<>();
            Reached first = climb(asked, null);
            if (first != null) {
                level.add(first);
                seen.add(first.head());
            }
            int farthest = Integer.MAX_VALUE;
            for (int distance = 0; !level.isEmpty() && distance <= farthest; distance++) {
                List<Reached> next = new ArrayList<>();
                for (Reached at : level) {
                    int sources = isEnough() || seen.size() >= mostHeads ? 0 : sources(at.head(), referring);
                    for (int i = 0; i < sources && !isEnough() && seen.size() < mostHeads; i++) {
                        Reached above = climb(referring[i], at);
                        if (above != null && seen.add(above.head())) {
                            next.add(above);
                        }
                    }
                }
                if (farthest == Integer.MAX_VALUE && real > 0) {
                    farthest = distance + FARTHER;
                }
                level = next;
            }
            found.sort(Comparator.comparing(Holding::back)
                    .thenComparing(Holding::kind)
                    .thenComparingInt(Holding::length)
                    .thenComparingInt(Holding::anchor));
            return found;
        }

        private boolean isEnough() {
            return real >= MOST_WAYS;
        }

        /// Walks up from a node to the head of its tree; null if a holder stands on the way, which is noted, or nothing
        /// does.
        ///
        /// @param from the head that the node refers to, null for the object asked for
        private @Nullable Reached climb(int node, @Nullable Reached from) {
            int next = from == null ? -1 : from.head();
            for (int at = node; at >= 0; at = trees.aboveByObject.get(at) - 1) {
                Holding.Kind kind = next < 0 ? null : holder(at, next);
                if (kind != null) {
                    Step below = steps(node, at, from);
                    boolean back = isBack(at, below, from);
                    if (!back || found.size() < MOST_BACK) {
                        found.add(new Holding(kind, at, below, back));
                        real += back ? 0 : 1;
                    }
                    return null;
                }
                if (at >= trees.objects || (next >= 0 && at == asked)) {
                    return null;
                }
                if (trees.isHead(at)) {
                    return new Reached(at, node, from);
                }
                next = at;
            }
            return null;
        }

        /// The way down from right below a node: through its tree to `entered`, then through those that the search came
        /// from.
        private Step steps(int entered, int holder, @Nullable Reached from) {
            List<Reached> inwards = new ArrayList<>();
            for (Reached at = from; at != null; at = at.from()) {
                inwards.add(at);
            }
            Step steps = null;
            for (Reached tree : inwards.reversed()) {
                for (int at = tree.entered(); at != tree.head(); at = trees.aboveByObject.get(at) - 1) {
                    steps = Step.before(at, steps);
                }
                steps = Step.before(tree.head(), steps);
            }
            for (int at = entered; at != holder; at = trees.aboveByObject.get(at) - 1) {
                steps = Step.before(at, steps);
            }
            return Objects.requireNonNull(steps);
        }

        private boolean isBack(int anchor, Step below, @Nullable Reached from) {
            if (anchor < trees.objects && isDominated(anchor, asked)) {
                return true;
            }
            int steps = 0;
            for (Step step = below; step != null && steps < DEEPEST; step = step.next(), steps++) {
                if (step.node() < trees.objects && paths.isFinalizer(step.node())) {
                    return true;
                }
            }
            // What dominates the object is on every way to it, whatever the object refers to.
            for (Reached at = from; at != null; at = at.from()) {
                if (at.head() != asked && !dominators.contains(at.head()) && isInside(at.head())) {
                    return true;
                }
            }
            return false;
        }

        /// Whether the object leads to that head, other than through what dominates the object: a short search
        /// backwards from the head comes upon it.
        private boolean isInside(int head) {
            if (isDominated(head, asked)) {
                return true;
            }
            if (!isContent.test(tree.classOf(head))) {
                return false;
            }
            List<Integer> todo = new ArrayList<>(List.of(head));
            Set<Integer> seen = new HashSet<>(todo);
            for (int i = 0; i < todo.size() && seen.size() < MOST_INSIDE; i++) {
                int sources = sources(todo.get(i), referringInside);
                for (int source = 0; source < sources; source++) {
                    int at = referringInside[source];
                    int next = todo.get(i);
                    while (at >= 0
                            && at != asked
                            && holder(at, next) == null
                            && !dominators.contains(at)
                            && !trees.isHead(at)) {
                        next = at;
                        at = trees.aboveByObject.get(at) - 1;
                    }
                    if (at == asked) {
                        return true;
                    }
                    if (at >= 0 && holder(at, next) == null && !dominators.contains(at) && seen.add(at)) {
                        todo.add(at);
                    }
                }
            }
            return false;
        }
    }
}
