package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Objects that keep much alive, named by the field that keeps them.
///
/// From each large node a way leads down the dominator tree while one child keeps most of it ([LargeNodes]): where it
/// ends is the accumulation point. The suspect is the topmost object on the way that keeps little more than that
/// point, below any class object, loader or thread. What keeps it is sought by [HolderSearch].
final class Suspects {
    /// Share of the reachable bytes from which on an object is listed.
    private static final double LISTED = 0.05;
    /// A dominator that keeps more than this many times the accumulation point holds other things too.
    private static final double LITTLE_MORE = 1.25;

    private static final int MOST = 10;
    private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap";

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final ReferencePath paths;
    private final SuspectWays ways;
    private final Map<Integer, Integer> pointByTop = new HashMap<>();
    /// Object indexes, ascending.
    private final int[] loaderTables;
    private final long threshold;

    Suspects(DominatorTree tree) {
        this.tree = tree;
        this.heap = tree.heap();
        this.paths = new ReferencePath(tree);
        this.ways = new SuspectWays(tree, paths);
        this.threshold = Math.max(1, (long) (LISTED * tree.reachableBytes()));
        this.loaderTables = LoaderTables.of(heap);
        for (int point : points()) {
            pointByTop.merge(topOf(point), point, (a, b) -> larger(a, b) ? a : b);
        }
    }

    private boolean larger(int a, int b) {
        return tree.retainedOf(a) > tree.retainedOf(b) || (tree.retainedOf(a) == tree.retainedOf(b) && a < b);
    }

    /// The single objects, the one that retains the most first, at most ten that no thread pins and ten that one does.
    List<Integer> tops() {
        return Stream.concat(largest(false), largest(true)).toList();
    }

    private Stream<Integer> largest(boolean pinned) {
        return pointByTop.keySet().stream()
                .filter(top -> isBelowThread(top) == pinned)
                .sorted(Comparator.comparingLong(tree::retainedOf).reversed().thenComparing(top -> top))
                .limit(MOST);
    }

    /// Largest first, at most ten that no thread pins and ten that one does.
    ///
    /// @param classes with the content of all [#tops]
    List<Suspect> told(ClassRetention classes) {
        List<Suspect> pinned = largest(true).map(top -> suspect(top, classes)).toList();
        List<Suspect> suspects =
                new ArrayList<>(largest(false).map(top -> suspect(top, classes)).toList());
        int[] infrastructure = IntStream.concat(
                        IntStream.range(0, heap.classes().size())
                                .mapToObj(heap.classes()::get)
                                .flatMapToInt(heapClass -> IntStream.of(
                                        heapClass.objectIndex(), heap.objects().indexOf(heapClass.loaderId()))),
                        Arrays.stream(loaderTables))
                .filter(object -> object >= 0)
                .distinct()
                .toArray();
        suspects.addAll(new ClassSuspects(tree, ways, this::isInfrastructure, infrastructure, threshold).find());
        suspects.sort(ORDER);
        return Stream.concat(suspects.stream().limit(MOST), pinned.stream())
                .sorted(ORDER)
                .toList();
    }

    private static final Comparator<Suspect> ORDER = Comparator.comparingLong(Suspect::retainedBytes)
            .reversed()
            .thenComparing(Suspect::className)
            .thenComparing(suspect -> String.valueOf(suspect.address()));

    /// The accumulation points of all large objects; what several threads keep together is left to their groups.
    private Set<Integer> points() {
        LargeNodes large = new LargeNodes(tree, threshold);
        Set<Integer> points = new HashSet<>();
        for (int i = 0; i < large.spreads(); i++) {
            int node = large.spread(i);
            if (tree.objectOf(node) >= 0 && !isInfrastructure(node) && !isSharedByThreads(node)) {
                points.add(node);
            }
        }
        return points;
    }

    private int topOf(int point) {
        int top = point;
        int above = tree.dominatorOf(point);
        while (above != tree.virtual().root()
                && tree.objectOf(above) >= 0
                && !isInfrastructure(above)
                && tree.retainedOf(above) <= LITTLE_MORE * tree.retainedOf(point)) {
            top = above;
            above = tree.dominatorOf(above);
        }
        return top;
    }

    /// Class objects, loaders and the lists of their classes hold everything of an application, threads and their
    /// thread-locals whatever these are asked to: never the culprit by themselves.
    private boolean isInfrastructure(int node) {
        HeapClass heapClass = heap.classes().get(tree.classOf(node));
        return paths.classObject(node) != null
                || Arrays.binarySearch(loaderTables, tree.objectOf(node)) >= 0
                || heapClass.isA("java.lang.ClassLoader")
                || heapClass.name().startsWith(THREAD_LOCALS)
                || tree.virtual().threadOf(node) >= 0;
    }

    /// Whether a thread, or several, alone keep it.
    private boolean isBelowThread(int node) {
        int above = firstVirtual(node);
        return above == tree.virtual().allThreads()
                || tree.virtual().threadOf(above) >= 0
                || tree.virtual().isGroupOrFrame(above);
    }

    private boolean isSharedByThreads(int node) {
        int above = firstVirtual(node);
        return above != tree.virtual().root()
                && tree.virtual().phaseOf(above) == 0
                && tree.virtual().threadOf(above) < 0
                && (above < 0 || tree.virtual().threadOf(tree.virtual().parentOf(above)) < 0);
    }

    private int firstVirtual(int node) {
        int at = node;
        while (at >= 0 && at < tree.trees().objects) {
            at = tree.dominatorOf(at);
        }
        return at;
    }

    private Suspect suspect(int top, ClassRetention classes) {
        int point = pointByTop.getOrDefault(top, top);
        ClassRetention.@Nullable Content content = classes.contentByTop().get(top);
        SuspectWays.Told told = ways.of(
                top, c -> content == null || c >= content.objectsByClass().length || content.objectsByClass()[c] > 0);
        Suspect.Way first = told.ways().getFirst();
        List<String> steps = new ArrayList<>(first.path());
        List<Integer> inside = paths.between(top, point, HolderNames.LONGEST_PATH + 1);
        for (int i = 0; i + 1 < inside.size() && steps.size() < HolderNames.LONGEST_PATH; i++) {
            steps.add(paths.step(inside.get(i), inside.get(i + 1)));
        }
        List<Suspect.Way> others = told.ways()
                .subList(1, Math.min(SuspectWays.MOST_TOLD, told.ways().size()));
        HeapThread thread = told.thread();
        return new Suspect(
                heap.classes().get(tree.classOf(top)).name(),
                1,
                "0x" + Long.toHexString(heap.objects().addressOf(tree.objectOf(top))),
                tree.retainedOf(top),
                tree.share(tree.retainedOf(top)),
                first.root(),
                List.copyOf(steps),
                top == point ? null : heap.classes().get(tree.classOf(point)).name(),
                content == null ? List.of() : content.largest(heap),
                thread == null || !isBelowThread(top) ? null : HolderNames.shown(thread),
                List.copyOf(others),
                told.leftOut(),
                told.loader());
    }
}
