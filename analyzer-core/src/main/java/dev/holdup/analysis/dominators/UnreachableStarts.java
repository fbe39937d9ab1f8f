package dev.holdup.analysis.dominators;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// Where to begin so that everything unreachable is searched, and nothing is begun with that something unreachable
/// leads to.
///
/// Trees are taken in the order of their heads' addresses: one that was not reached from those before it is a
/// candidate. Taken backwards, a candidate that was not reached from those behind it is a start: no other candidate
/// leads to it, and each tree is led to by one.
///
/// So begun with is what nothing unreachable refers to; and where some refer to each other in a circle and nothing
/// else refers to any of them, the one with the lowest address among those to which more than one reference leads, or
/// among all if there is none.
///
/// Memory: two bits a tree.
final class UnreachableStarts {
    private UnreachableStarts() {}

    /// Candidates, to be searched from the highest down; one that was reached by then is none.
    static BitSet candidates(HeadGraph graph, IntPredicate reached) {
        BitSet seen = new BitSet();
        BitSet candidates = new BitSet();
        IntStack todo = new IntStack();
        for (int tree = 0; tree < graph.trees.ranks; tree++) {
            if (reached.test(tree) || seen.get(tree) || graph.trees.isCut(graph.headOf(tree))) {
                continue;
            }
            candidates.set(tree);
            seen.set(tree);
            todo.push(tree);
            while (!todo.isEmpty()) {
                int from = todo.pop();
                long end = graph.end(from);
                for (long edge = graph.first(from); edge < end; edge++) {
                    int target = graph.target(edge);
                    if (!reached.test(target) && !seen.get(target)) {
                        seen.set(target);
                        todo.push(target);
                    }
                }
            }
        }
        return candidates;
    }
}
