package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.inspection.Via;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.ObjectRange;
import dev.holdup.analysis.kept.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The shortest ways from GC roots to an object, each from another root. The search goes from the object backwards.
final class Ways {
    /// Objects that a search looks at.
    private static final int MOST_SEEN = 1_000_000;
    /// References that it looks at.
    private static final int MOST_REFERENCES = 20_000_000;
    /// Of a long way so many steps are told, half of them at each end.
    private static final int MOST_STEPS = 200;
    /// Instances of a class are taken for what refers to it: so many.
    private static final int MOST_INSTANCES = 1000;
    private static final int MOST_REASONS = 20;

    private final KeptHeap heap;
    private final Named named;
    private final References references;

    Ways(Named named, References references) {
        this.named = named;
        this.heap = named.heap();
        this.references = references;
    }

    /// @param via how the object before refers to this one; null for the first
    record Step(@Nullable Via via, ObjectRef object) {}

    /// @param roots why the first object is alive
    /// @param leftOut steps left out in the middle
    record Way(List<String> roots, List<Step> steps, int leftOut) {}

    /// @param complete false if the search ended before it had looked at everything it had to
    record Found(ObjectRef object, String reachability, List<Way> ways, boolean complete) {}

    /// @param most ways that are looked for
    Found to(int object, int most) {
        Reachability reachability = heap.reachability(object);
        List<Way> ways = new ArrayList<>();
        SeenObjects seen = new SeenObjects();
        long looked = 0;
        if (reachability != Reachability.UNREACHABLE) {
            seen.add(object, -1);
        }
        int place = 0;
        for (;
                place < seen.size() && ways.size() < most && seen.size() < MOST_SEEN && looked < MOST_REFERENCES;
                place++) {
            int at = seen.object(place);
            if (heap.isRoot(at)) {
                ways.add(way(seen, place));
                continue;
            }
            looked += spread(seen, place, at, reachability == Reachability.STRONG);
        }
        boolean complete = ways.size() == most || place == seen.size();
        return new Found(named.ref(object), reachability.word(), List.copyOf(ways), complete);
    }

    /// @return how many references were looked at
    private long spread(SeenObjects seen, int place, int at, boolean strongly) {
        ObjectRange referrers = heap.referrersOf(at);
        long end = Math.min(referrers.size(), MOST_REFERENCES);
        for (long i = 0; i < end && seen.size() < MOST_SEEN; i++) {
            int source = referrers.at(i);
            if (heap.reachability(source) != Reachability.UNREACHABLE
                    && (!strongly || references.retains(source, at))) {
                seen.add(source, place);
            }
        }
        int described = heap.classDescribedBy(at);
        if (described >= 0) {
            ObjectRange instances = heap.instancesOf(described);
            for (long i = 0; i < Math.min(instances.size(), MOST_INSTANCES); i++) {
                int instance = instances.at(i);
                if (heap.reachability(instance) != Reachability.UNREACHABLE) {
                    seen.add(instance, place);
                }
            }
        }
        return end;
    }

    private Way way(SeenObjects seen, int root) {
        List<Integer> objects = Stream.iterate(root, at -> at >= 0, seen::from)
                .map(seen::object)
                .toList();
        List<Step> steps = new ArrayList<>();
        int leftOut = Math.max(0, objects.size() - MOST_STEPS);
        for (int i = 0; i < objects.size(); i++) {
            if (i == MOST_STEPS / 2) {
                i += leftOut;
            }
            Via via = i == 0 ? null : references.via(objects.get(i - 1), objects.get(i));
            steps.add(new Step(via, named.ref(objects.get(i))));
        }
        List<String> reasons = heap.rootsOf(objects.getFirst(), MOST_REASONS).stream()
                .map(named::reason)
                .distinct()
                .toList();
        return new Way(reasons, List.copyOf(steps), leftOut);
    }
}
