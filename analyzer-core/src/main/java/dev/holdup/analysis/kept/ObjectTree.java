package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.ByteTable;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import java.util.function.IntUnaryOperator;

/// The dominator tree as objects see it, with its children at hand.
///
/// Memory: twelve bytes an object, and one for its reachability; four more while it is walked.
///
/// @param dominators by object, coded as [TreeTop] says
/// @param children all objects by dominator
/// @param ends by dominator code: where its children end, which is where the next one's begin
record ObjectTree(HeapGraph heap, IntTable dominators, IntTable children, IntTable ends) {

    /// @param dominatorOf code by object
    /// @param order in which siblings are
    static ObjectTree of(HeapGraph heap, IntUnaryOperator dominatorOf, IntTable order) {
        int objects = heap.size();
        IntTable dominators = heap.space().unsetInts(objects);
        // One place further than it says, so that placing turns begins into ends.
        IntTable places = heap.space().ints(objects + (long) TreeTop.COUNT + 1);
        for (int object = 0; object < objects; object++) {
            int code = dominatorOf.applyAsInt(object);
            dominators.set(object, code);
            places.set(code + 1L, places.get(code + 1L) + 1);
        }
        for (long code = 1; code < places.length(); code++) {
            places.set(code, places.get(code) + places.get(code - 1));
        }
        IntTable children = heap.space().unsetInts(objects);
        for (int i = 0; i < objects; i++) {
            int object = order.get(i);
            int code = dominators.get(object);
            int place = places.get(code);
            children.set(place, object);
            places.set(code, place + 1);
        }
        return new ObjectTree(heap, dominators, children, places);
    }

    int begin(int code) {
        return code == 0 ? 0 : ends.get(code - 1L);
    }

    int end(int code) {
        return ends.get(code);
    }

    /// Told of each object with all that dominate it before and after it.
    interface Walker {
        void enter(int object, Reachability reachability);

        void leave(int object);
    }

    /// Visits every object. The way down is kept in a table: trees may be as deep as there are objects.
    void walk(Walker walker) {
        IntTable above = heap.space().unsetInts(Math.max(1, heap.size()));
        for (TreeTop top : TreeTop.values()) {
            int end = end(top.ordinal());
            int depth = 0;
            for (int at = begin(top.ordinal()); at < end || depth > 0; ) {
                int object = children.get(at);
                walker.enter(object, top.reachability());
                int code = object + TreeTop.COUNT;
                if (begin(code) < end(code)) {
                    above.set(depth++, at);
                    at = begin(code);
                    continue;
                }
                walker.leave(object);
                at++;
                while (depth > 0 && at == end(dominators.get(children.get(at - 1L)))) {
                    at = above.get(--depth);
                    walker.leave(children.get(at));
                    at++;
                }
            }
        }
        heap.space().free(above);
    }

    /// Ordinals of each object's reachability.
    ByteTable reachability(ClassSums sums) {
        ByteTable reachabilityByObject = heap.space().bytes(heap.size());
        walk(new Walker() {
            @Override
            public void enter(int object, Reachability reachability) {
                reachabilityByObject.set(object, (byte) reachability.ordinal());
                sums.enter(object, reachability);
            }

            @Override
            public void leave(int object) {
                sums.leave(object);
            }
        });
        return reachabilityByObject;
    }

    void free() {
        heap.space().free(dominators);
        heap.space().free(children);
        heap.space().free(ends);
    }
}
