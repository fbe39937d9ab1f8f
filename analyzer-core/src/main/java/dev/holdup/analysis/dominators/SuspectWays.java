package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The ways in which suspects are kept, in words, those that say the same merged.
final class SuspectWays {
    static final int MOST_TOLD = 4;
    /// Ways of one object that are merged with those of others.
    private static final int MOST_OF_ONE = 2;

    /// The first steps of a way that is found without a search, which may be as long as the heap has objects.
    private static final int MOST_STEPS = 1_000;

    /// Steps of further ways, and of those of a class: what begins alike for longer is told as one.
    private static final int LONGEST_FURTHER = 4;

    /// Heads that the search for these looks at.
    private static final int HEADS_OF_ONE = 100;

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final ReferencePath paths;
    private final HolderSearch search;
    private final HolderSearch shortSearch;
    private final HolderNames names;

    /// @param thread at which the first of them begins; null if none
    /// @param ways at least one, the one to name first, capped
    /// @param leftOut how many more there are
    record Told(
            List<Suspect.Way> ways, int leftOut, @Nullable HeapThread thread, Suspect.@Nullable Loader loader) {}

    SuspectWays(DominatorTree tree, ReferencePath paths) {
        this.tree = tree;
        this.heap = tree.heap();
        this.paths = paths;
        this.search = new HolderSearch(tree, paths);
        this.shortSearch = new HolderSearch(tree, paths, HEADS_OF_ONE);
        this.names = new HolderNames(tree, paths, search);
    }

    /// @param isContent whether it keeps any of that class
    Told of(int node, IntPredicate isContent) {
        List<Holding> holdings = holdings(node, search.of(node, isContent));
        Map<List<String>, Suspect.Way> byWords = new LinkedHashMap<>();
        for (Holding holding : holdings.subList(0, Math.min(MOST_TOLD, holdings.size()))) {
            Suspect.Way way = names.way(holding, byWords.isEmpty() ? HolderNames.LONGEST_PATH : LONGEST_FURTHER);
            byWords.putIfAbsent(words(way), way);
        }
        Holding first = holdings.getFirst();
        return new Told(
                List.copyOf(byWords.values()),
                Math.max(0, holdings.size() - MOST_TOLD),
                names.thread(first),
                loader(first));
    }

    /// What keeps them, each way with how many of them it keeps, the most first.
    List<Suspect.Way> ofAll(List<Integer> nodes) {
        Map<List<String>, Suspect.Way> byWords = new LinkedHashMap<>();
        for (int node : nodes) {
            Set<List<String>> counted = new LinkedHashSet<>();
            for (Holding holding : holdings(node, shortSearch.of(node, anyClass -> false)).stream()
                    .limit(MOST_OF_ONE)
                    .toList()) {
                Suspect.Way way = names.way(holding, LONGEST_FURTHER);
                way = new Suspect.Way(way.root(), withoutRepetition(way.path()), 1);
                if (counted.add(words(way))) {
                    byWords.merge(
                            words(way),
                            way,
                            (known, more) -> new Suspect.Way(known.root(), known.path(), known.objects() + 1));
                }
            }
        }
        return byWords.values().stream()
                .sorted(Comparator.comparingLong(Suspect.Way::objects)
                        .reversed()
                        .thenComparing(Suspect.Way::root)
                        .thenComparing(way -> String.join(" ", way.path())))
                .toList();
    }

    /// Those that do not come out of the object itself, if there are any.
    private List<Holding> holdings(int node, List<Holding> all) {
        List<Holding> real = all.stream().filter(holding -> !holding.back()).toList();
        if (!real.isEmpty()) {
            return real;
        }
        return all.isEmpty() ? List.of(fromRoot(node)) : all.subList(0, 1);
    }

    /// Where the search has come to its bounds, or only weak references lead there.
    private Holding fromRoot(int node) {
        // `lastSteps[s % MOST_STEPS]`: step s upwards from the node.
        int[] lastSteps = new int[MOST_STEPS];
        long steps = 0;
        int anchor = node;
        for (int above = paths.before(anchor); above >= 0; above = paths.before(anchor)) {
            lastSteps[(int) (steps++ % MOST_STEPS)] = anchor;
            boolean begins = above >= tree.trees().objects || paths.isStaticField(above, anchor);
            anchor = above;
            if (begins) {
                break;
            }
        }
        Holding.Step below = null;
        for (long step = Math.max(0, steps - MOST_STEPS); step < steps; step++) {
            below = Holding.Step.before(lastSteps[(int) (step % MOST_STEPS)], below);
        }
        boolean isStatic = anchor < tree.trees().objects;
        boolean isThread = !isStatic
                && (tree.virtual().isGroupOrFrame(anchor) || tree.virtual().threadOf(anchor) >= 0);
        return new Holding(
                isStatic ? Holding.Kind.STATIC_FIELD : isThread ? Holding.Kind.LOCAL : Holding.Kind.ROOT,
                anchor,
                below == null ? Holding.Step.before(node, null) : below,
                false);
    }

    /// What an application's own loader is kept by: with it stay all its classes and what their static fields hold.
    private Suspect.@Nullable Loader loader(Holding holding) {
        HeapClass holder = holding.kind() == Holding.Kind.STATIC_FIELD ? paths.classObject(holding.anchor()) : null;
        int loader =
                holder == null || holder.loaderId() == 0 ? -1 : heap.objects().indexOf(holder.loaderId());
        if (loader < 0
                || !tree.isReachable(loader)
                || JvmLoaders.contain(heap.classOf(loader).name())) {
            return null;
        }
        Suspect.Way way = names.way(holdings(loader, search.of(loader)).getFirst(), HolderNames.LONGEST_PATH);
        List<String> path = new ArrayList<>(way.path());
        while (!path.isEmpty()
                && (path.getLast().endsWith(".<class loader>") || path.getLast().endsWith(".<class>"))) {
            path.removeLast();
        }
        return new Suspect.Loader(heap.classOf(loader).name(), way.root(), List.copyOf(path));
    }

    private static List<String> words(Suspect.Way way) {
        List<String> words = new ArrayList<>(way.path());
        words.addFirst(way.root());
        return words;
    }

    /// Without steps to a further object of the same class, as from node to node in a list.
    private static List<String> withoutRepetition(List<String> path) {
        List<String> shortened = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            if (i + 1 == path.size() || !declaring(path.get(i)).equals(declaring(path.get(i + 1)))) {
                shortened.add(path.get(i));
            }
        }
        return shortened;
    }

    private static String declaring(String step) {
        int dot = step.lastIndexOf('.');
        return dot < 0 ? step : step.substring(0, dot);
    }
}
