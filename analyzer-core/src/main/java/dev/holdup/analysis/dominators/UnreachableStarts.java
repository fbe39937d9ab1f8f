package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import java.util.BitSet;

/// Where to begin so that everything unreachable is searched, and nothing is begun with that another
/// unreachable object leads to.
///
/// What no other refers to has to be begun with. Of objects that refer to each other in a circle, and to which
/// nothing else refers, it is the one with the lowest address. So the choice depends on the heap alone.
///
/// Objects are taken in the order of their addresses: one that was not reached from those before it is a
/// candidate. Taken backwards, a candidate that was not reached from those behind it is a start: no other
/// candidate leads to it, and each object is led to by one.
///
/// Memory: two bits an object.
final class UnreachableStarts {
    private final BitSet seen = new BitSet();
    private final BitSet candidates = new BitSet();

    private UnreachableStarts() {}

    /// Candidates, to be searched from the highest down; one that was reached by then is none.
    ///
    /// @param stateByNode `stateByNode[objectIndex]`: the place of the row of what was not reached, below 0 for
    ///     all else
    static BitSet candidates(SearchGraph graph, IntTable stateByNode) {
        UnreachableStarts starts = new UnreachableStarts();
        RowCursor row = new RowCursor(graph.heap);
        IntTable rows = graph.heap.references().rows();
        IntStack todo = new IntStack();
        for (int object = 0; object < graph.heap.size(); object++) {
            if (stateByNode.get(object) < 0 || starts.seen.get(object)) {
                continue;
            }
            starts.candidates.set(object);
            starts.seen.set(object);
            todo.push(object);
            while (!todo.isEmpty()) {
                row.open(stateByNode.get(todo.pop()));
                for (long at = row.first; at < row.end; at++) {
                    int target = rows.get(at);
                    if (stateByNode.get(target) >= 0 && !starts.seen.get(target)) {
                        starts.seen.set(target);
                        todo.push(target);
                    }
                }
            }
        }
        return starts.candidates;
    }
}
