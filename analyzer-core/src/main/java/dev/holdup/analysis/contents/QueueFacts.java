package dev.holdup.analysis.contents;

import dev.holdup.analysis.contents.HeapContents.QueueFact;
import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.RootPath;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells of the queues that were found what they hold and who is to empty them.
final class QueueFacts {
    private static final int MOST_CONTENT = 8;
    private static final int LONGEST_PATH = 40;

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final RetainedFacts facts;
    private final RootPath.Finder paths;
    private final Kinship kinship;
    private final QueueElements elements;
    private final TaskNames tasks;

    QueueFacts(HeapGraph heap, DominatorTree tree, RetainedFacts facts, RootPath.Finder paths, Kinship kinship) {
        this.heap = heap;
        this.tree = tree;
        this.facts = facts;
        this.paths = paths;
        this.kinship = kinship;
        this.elements = new QueueElements(heap);
        this.tasks = new TaskNames(heap);
    }

    List<QueueFact> told(List<FoundQueue> queues) {
        List<QueueFact> told = new ArrayList<>();
        for (FoundQueue queue : queues) {
            ClassRetention.Content content = content(queue);
            long size = elements.size(queue, content);
            if (size > 0) {
                told.add(told(queue, size, content));
            }
        }
        return List.copyOf(told);
    }

    private QueueFact told(FoundQueue queue, long size, ClassRetention.Content content) {
        int object = heap.objects().indexOf(queue.owner().address());
        RootPath path = paths.to(object, false);
        return new QueueFact(
                new Contents.Queue(
                        queue.owner().heapClass().name(),
                        "0x" + Long.toHexString(queue.owner().address()),
                        size,
                        elements.capacity(queue),
                        queue.retainedBytes(),
                        tree.share(queue.retainedBytes()),
                        path.root(),
                        path.steps()
                                .subList(0, Math.min(LONGEST_PATH, path.steps().size())),
                        elements(queue, content),
                        content.largest(heap),
                        pool(queue)),
                queue.workers().stream().sorted().toList(),
                queue.tops().isEmpty() ? -1 : tree.groupKeeping(queue.tops().getFirst()),
                kinship.of(queue.tops()));
    }

    private List<Contents.Element> elements(FoundQueue queue, ClassRetention.Content content) {
        Set<Integer> classes = new LinkedHashSet<>();
        for (long address : elements.first(queue)) {
            int c = tasks.classOf(address);
            if (c >= 0) {
                classes.add(c);
            }
        }
        return classes.stream()
                .map(c -> new Contents.Element(
                        TaskNames.readable(heap.classes().get(c).name()),
                        content.objectsByClass()[c] == 0 ? null : content.objectsByClass()[c]))
                .sorted(Comparator.comparingLong(QueueFacts::known).reversed())
                .limit(MOST_CONTENT)
                .toList();
    }

    private static long known(Contents.Element element) {
        Long objects = element.objects();
        return objects == null ? 0 : objects;
    }

    private Contents.@Nullable Pool pool(FoundQueue queue) {
        ObjectRecord pool = queue.pool();
        if (pool == null) {
            return null;
        }
        return new Contents.Pool(
                pool.heapClass().name(),
                "0x" + Long.toHexString(pool.address()),
                queue.workers().size(),
                number(pool, List.of("corePoolSize")),
                number(pool, List.of("maximumPoolSize", "parallelism", "maxRequests", "mode")),
                List.of());
    }

    private @Nullable Long number(ObjectRecord pool, List<String> fields) {
        for (String field : fields) {
            long number = heap.reader().integer(pool, field, -1);
            if (number >= 0) {
                // Up to JDK 18 a fork-join pool has its parallelism in the low bits of its mode.
                return number == Integer.MAX_VALUE ? null : field.equals("mode") ? number & 0xffff : number;
            }
        }
        return null;
    }

    private ClassRetention.Content content(FoundQueue queue) {
        int classes = heap.virtualClass();
        long[] objects = new long[classes];
        long[] shallow = new long[classes];
        for (int top : queue.tops()) {
            ClassRetention.Content part = facts.classes().contentByTop().get(top);
            for (int c = 0; part != null && c < classes; c++) {
                objects[c] += part.objectsByClass()[c];
                shallow[c] += part.shallowByClass()[c];
            }
        }
        return new ClassRetention.Content(objects, shallow);
    }
}
