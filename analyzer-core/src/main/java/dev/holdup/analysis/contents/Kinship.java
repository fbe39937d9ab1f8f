package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which suspects keep an object, or are kept by it: what tells of both tells one story.
final class Kinship {
    /// Deeper chains of dominators are lists, of which a suspect is the head.
    private static final int DEEPEST = 10_000;

    private final DominatorTree tree;
    private final Map<Integer, String> addressBySuspect = new HashMap<>();

    Kinship(HeapGraph heap, DominatorTree tree, Iterable<Suspect> suspects) {
        this.tree = tree;
        for (Suspect suspect : suspects) {
            String address = suspect.address();
            if (address != null) {
                addressBySuspect.put(heap.objects().indexOf(Long.parseUnsignedLong(address.substring(2), 16)), address);
            }
        }
    }

    Set<String> of(Collection<Integer> objects) {
        Set<String> related = new TreeSet<>();
        for (int object : objects) {
            int at = object;
            for (int depth = 0; at >= 0 && depth < DEEPEST; depth++) {
                String suspect = addressBySuspect.get(at);
                if (suspect != null) {
                    related.add(suspect);
                }
                at = tree.immediateDominator(at);
            }
        }
        addressBySuspect.forEach((suspect, address) -> {
            int at = suspect;
            for (int depth = 0; at >= 0 && depth < DEEPEST; depth++) {
                if (objects.contains(at)) {
                    related.add(address);
                }
                at = tree.immediateDominator(at);
            }
        });
        return related;
    }
}
