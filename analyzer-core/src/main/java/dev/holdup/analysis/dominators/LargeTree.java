package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Dominator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntFunction;

/// The dominator tree as far as it is large, under the holders of the memory. Nodes of frames, groups and subsystems
/// are left out: what they dominate hangs below their thread, or below the holder.
final class LargeTree {
    /// A node is large from this part of the reachable bytes on.
    private static final int LARGE_PART = 2_000;

    private static final int MOST_NODES = 250;
    private static final int MOST_LEVELS = LargeNodes.NEAR_LEVELS;

    private final DominatorTree tree;
    private final VirtualTree virtual;
    private final ReferencePath paths;
    private final NodeNames names;
    private final IntFunction<String> holderByGroup;
    private final Set<Integer> plainRoots = new HashSet<>();
    final LargeNodes large;

    private final Map<Integer, List<Integer>> shownBelow = new HashMap<>();
    private final Set<Integer> shownByHolder = new HashSet<>();

    private record Candidate(int node, int parent, int level, long bytes) {}

    /// @param holderByGroup under which heading the memory of a group of threads stands
    LargeTree(DominatorTree tree, ReferencePath paths, NodeNames names, IntFunction<String> holderByGroup) {
        this.tree = tree;
        this.virtual = tree.virtual();
        this.paths = paths;
        this.names = names;
        this.holderByGroup = holderByGroup;
        this.large = new LargeNodes(tree, Math.max(1, tree.reachableBytes() / LARGE_PART));
        tree.heap().plainRoots().forEach(root -> plainRoots.add(root.objectIndex()));
    }

    /// Whether [#byHolder] has shown it right below a holder.
    boolean isShownByHolder(int node) {
        return shownByHolder.contains(node);
    }

    /// What is shown below each holder, the largest first.
    Map<String, List<Dominator>> byHolder() {
        PriorityQueue<Candidate> candidates = new PriorityQueue<>(
                Comparator.comparingLong(Candidate::bytes).reversed().thenComparingInt(Candidate::node));
        int root = virtual.root();
        for (int child : below(root)) {
            candidates.add(new Candidate(child, root, 1, tree.retainedOf(child)));
        }
        for (int shown = 0; shown < MOST_NODES && !candidates.isEmpty(); shown++) {
            Candidate next = candidates.remove();
            shownBelow.computeIfAbsent(next.parent(), node -> new ArrayList<>()).add(next.node());
            if (next.level() < MOST_LEVELS) {
                for (int child : below(next.node())) {
                    candidates.add(new Candidate(child, next.node(), next.level() + 1, tree.retainedOf(child)));
                }
            }
        }
        Map<String, List<Dominator>> byHolder = new HashMap<>();
        for (int node : shownBelow.getOrDefault(root, List.of())) {
            shownByHolder.add(node);
            byHolder.computeIfAbsent(holderOf(node), holder -> new ArrayList<>())
                    .add(told(node));
        }
        return byHolder;
    }

    /// Large objects and threads that a node dominates next, nodes of frames and groups left out.
    List<Integer> below(int node) {
        List<Integer> found = new ArrayList<>();
        for (int child : large.below(node)) {
            if (child < tree.trees().objects ? !isThreadOf(child, node) : virtual.threadOf(child) >= 0) {
                found.add(child);
            } else if (child >= tree.trees().objects) {
                found.addAll(below(child));
            }
        }
        return found;
    }

    /// A live thread's object hangs below its node, which stands for it.
    private boolean isThreadOf(int object, int node) {
        return tree.objectOf(node) == object;
    }

    private Dominator told(int node) {
        List<Dominator> children = shownBelow.getOrDefault(node, List.of()).stream()
                .map(this::told)
                .toList();
        long bytes = tree.retainedOf(node);
        long shown = children.stream().mapToLong(Dominator::retainedBytes).sum();
        return new Dominator(names.of(node), names.address(node), bytes, bytes - shown, children, List.of());
    }

    /// In the words of `memory.byHolder`.
    String holderOf(int node) {
        for (int at = node; at >= tree.trees().objects || tree.dominatorOf(at) >= tree.trees().objects; ) {
            at = tree.dominatorOf(at);
            if (at == virtual.root()) {
                return paths.classObject(node) != null
                        ? "static fields"
                        : plainRoots.contains(node) ? "JNI and JVM roots" : "threads and other roots together";
            }
            if (virtual.phaseOf(at) != 0) {
                return "soft, weak and phantom references only";
            }
            int group = virtual.groupOf(at);
            if (group >= 0) {
                return holderByGroup.apply(group);
            }
            if (at == virtual.allThreads()) {
                break;
            }
        }
        return "several groups of threads together";
    }
}
