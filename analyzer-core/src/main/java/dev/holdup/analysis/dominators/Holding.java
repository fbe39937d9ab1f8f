package dev.holdup.analysis.dominators;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way in which an object is kept: from a static field, a thread or another root down to it.
///
/// @param anchor node that the way begins at: a class object, a live thread's object, a virtual node
/// @param below nodes below the anchor, the object last
/// @param back whether the way leads through what the object itself keeps or refers to, or through the finalizers'
/// list:
///     such a reference is not why it is there
record Holding(Kind kind, int anchor, Step below, boolean back) {

    /// The order is the one in which they are preferred.
    enum Kind {
        STATIC_FIELD,
        THREAD_FIELD,
        LOCAL,
        ROOT
    }

    /// A node and what follows after it on the way down. Ways share their ends.
    record Step(int node, @Nullable Step next, int length) {
        static Step before(int node, @Nullable Step next) {
            return new Step(node, next, next == null ? 1 : 1 + next.length);
        }
    }

    int length() {
        return below.length();
    }

    /// The anchor and all nodes below.
    List<Integer> nodes() {
        List<Integer> nodes = new ArrayList<>();
        nodes.add(anchor);
        for (Step step = below; step != null; step = step.next()) {
            nodes.add(step.node());
        }
        return nodes;
    }
}
