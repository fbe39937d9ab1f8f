package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.kept.KeptClass;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.ObjectRange;
import dev.holdup.analysis.kept.TreeTop;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Answers what is asked of a kept heap. Any thread may ask.
public final class Look {
    private static final int MOST_DOMINATORS = 100;
    private static final int MOST_REASONS = 50;

    private final KeptHeap heap;
    private final Named named;
    private final References references;

    public Look(KeptHeap heap) {
        this.heap = heap;
        this.named = new Named(heap);
        this.references = new References(named);
    }

    /// Something in the dominator tree.
    ///
    /// @param dominates how many objects it dominates next
    public record Node(ObjectRef object, long dominates) {}

    /// The answer to one query, as plain values.
    ///
    /// @throws NothingThere if the heap does not hold it
    /// @throws IllegalArgumentException if the query makes no sense
    public Object answer(LookQuery query) throws NothingThere {
        Window window = query.window();
        return switch (query.what()) {
            case HEAP -> heap();
            case DOMINATED -> dominated(query.subject(), window);
            case OBJECT -> object(named.object(query.subject()));
            case ELEMENTS -> references.elementsOf(named.object(query.subject()), window);
            case REFERRERS -> new Referrers(named, references).of(named.object(query.subject()), window);
            case WAYS -> new Ways(named, references).to(named.object(query.subject()), window.limit());
            case VALUES -> new Values(named).of(named.object(query.subject()), window);
            case CLASSES ->
                new Classes(named, references).named(query.subject(), Classes.Order.valueOf(query.order()), window);
            case CLASS -> new Classes(named, references).of(number(query.subject()));
            case INSTANCES -> new Classes(named, references).instances(number(query.subject()), window);
            case THREADS -> new Threads(named).named(query.subject(), window);
            case THREAD -> new Threads(named).of(named.object(query.subject()));
        };
    }

    private static int number(String text) throws NothingThere {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new NothingThere("A class is asked for by its number.");
        }
    }

    private HeapFacts heap() {
        return new HeapFacts(
                heap.size(),
                heap.classCount(),
                heap.threadCount(),
                heap.gcRoots(),
                heap.layout().source(),
                Arrays.stream(TreeTop.values())
                        .map(top -> new HeapFacts.Top(
                                top.word(), heap.dominatedBy(top).size()))
                        .toList());
    }

    /// @param subject an address, or the top of the tree
    private Slice<Node> dominated(String subject, Window window) throws NothingThere {
        Optional<TreeTop> top = TreeTop.of(subject);
        ObjectRange below = top.isPresent() ? heap.dominatedBy(top.get()) : heap.dominatedBy(named.object(subject));
        return Slice.of(below.size(), window, i -> {
            int object = below.at(i);
            return new Node(named.ref(object), heap.dominatedBy(object).size());
        });
    }

    private LookedAtObject object(int object) {
        KeptClass itsClass = heap.classOf(object);
        int described = heap.classDescribedBy(object);
        FieldType element = itsClass.elementType();
        List<ObjectRef> dominators = new ArrayList<>();
        int above = heap.dominatorOf(object);
        while (above >= 0 && dominators.size() < MOST_DOMINATORS) {
            dominators.add(named.ref(above));
            above = heap.dominatorOf(above);
        }
        return new LookedAtObject(
                named.ref(object),
                itsClass.index(),
                described < 0 ? null : described,
                named.threadOf(object) >= 0,
                heap.reachability(object).word(),
                heap.rootsOf(object, MOST_REASONS).stream()
                        .map(named::reason)
                        .distinct()
                        .toList(),
                described >= 0
                        ? references.staticsOf(heap.classAt(described))
                        : element != null ? List.of() : references.fieldsOf(object),
                element == null ? null : element.javaName(),
                element == null ? null : named.length(object, itsClass),
                List.copyOf(dominators),
                above < 0,
                heap.dominatedBy(object).size(),
                heap.referrersOf(object).size());
    }
}
