package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.Arrays;

/// Which labels stand on every way from the roots to each head, the head itself left out: those of whatever refers to
/// it that are common to all of them.
///
/// A head's dominator has its labels on all ways, too; so a head that its dominator refers to has these and no others,
/// and what a head dominates does not matter to it. Of the rest, whatever refers to a head is asked first. Where that
/// goes in a ring, the members of the ring are found as a strongly connected component; they begin with everything, and
/// are asked again until nothing changes: what remains is the most that holds everywhere.
///
/// What is certain needs no look at the order of the search: it is in no later phase than what is asked about it, and
/// not dominated by that.
///
/// Memory: sixteen bytes a head, four an object, and the sets.
/// Source of the components: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972.
final class LabelsAbove {
    private static final int UNKNOWN = 0;
    /// What is kept of a head is the number of a set plus this, below zero as long as it may be too much.
    private static final int SHIFT = 2;

    private static final int UNASKED = -2;
    private static final int NONE = -1;
    /// The visit of what is certain.
    private static final int CERTAIN = Integer.MAX_VALUE;

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final PrivateTrees trees;
    private final HeadGraph graph;
    private final HeadOrder order;
    private final ObjectShapes shapes;
    private final ClassLabels labels;
    private final LabelSets.Known sets;
    private final DominatorSpans spans;
    private final IntTable setByRank;
    /// `setByObject[objectIndex]`: its own labels included; of what was asked about, as soon as it is certain.
    private final IntTable setByObject;
    /// `visitByRank[rank]`: from 1 on, in the order of visits; 0 before.
    private final IntTable visitByRank;

    private int visits;

    /// References that are not certain yet, of what is asked about and of what waits for it: one behind the other.
    private final OpenReferences open;

    /// Heads being asked about, and of each how far that is.
    private int[] path = new int[256];

    private Progress[] progress = new Progress[256];
    private int depth = -1;

    /// How far a head is.
    private static final class Progress {
        /// What is common so far.
        int common;
        /// What its dominator has, [#UNASKED] at first.
        int least;
        /// Whether that cannot become less.
        boolean leastIsCertain;
        /// The least visit that it depends on.
        int low;
        /// Where rows begin of what waits for it; its dominator's may come before its own.
        long start;
        /// Where its own row begins; the open reference in it that is asked next, and the first behind them.
        long from;

        long next;
        long to;

        /// Whether what is common so far cannot become less.
        boolean isLeast() {
            return leastIsCertain && common == least && least != LabelSets.EVERYTHING;
        }
    }

    /// Set by [#setOf]: a head to be asked before, and the visit of the one that was asked.
    private int missing;

    private int visit;
    private int[] nodesBelow = new int[PrivateTrees.MOST_LEVELS + 1];

    LabelsAbove(DominatorTree tree, LabelSets sets) {
        this.tree = tree;
        this.heap = tree.heap();
        this.trees = tree.trees();
        this.graph = tree.graph();
        this.order = tree.order();
        this.shapes = heap.shapes();
        this.labels = sets.all();
        this.sets = sets.new Known();
        this.spans = new DominatorSpans(tree);
        this.setByObject = heap.space().ints(trees.objects);
        this.setByRank = heap.space().ints(trees.ranks);
        this.visitByRank = heap.space().ints(trees.ranks);
        this.open = new OpenReferences(heap.space());
        for (int v = 0; v < order.size(); v++) {
            int rank = order.treeByPreorder.get(v);
            if (rank < trees.ranks && setByRank.get(rank) == UNKNOWN) {
                ask(rank);
            }
        }
        open.free();
        spans.free();
        heap.space().free(visitByRank);
    }

    /// One thread's way of asking, after all heads are known.
    final class Members {
        private final LabelSets.Known known;
        private final int[] path = new int[PrivateTrees.MOST_LEVELS + 1];

        Members(LabelSets sets) {
            this.known = sets.new Known();
        }

        /// Number of the set of an object of a tree that was reached, its own labels included. Several threads write
        /// the same.
        int of(int object, int rank) {
            int at = object;
            int below = 0;
            int set = setByObject.get(at) - SHIFT;
            while (set < 0) {
                path[below++] = at;
                if (trees.isHead(at)) {
                    set = setByRank.get(rank) - SHIFT;
                } else {
                    at = trees.aboveByObject.get(at) - 1;
                    set = setByObject.get(at) - SHIFT;
                }
            }
            while (--below >= 0) {
                set = known.with(set, labels.kind(path[below], shapes));
                setByObject.set(path[below], set + SHIFT);
            }
            return set;
        }
    }

    void free() {
        heap.space().free(setByRank);
        heap.space().free(setByObject);
    }

    private void ask(int start) {
        open(start);
        while (depth >= 0) {
            int next = goOn(path[depth], progress[depth]);
            if (next >= 0) {
                open(next);
            } else {
                close();
            }
        }
    }

    private void open(int rank) {
        if (++depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            progress = Arrays.copyOf(progress, 2 * depth);
        }
        heap.workers().check(visits);
        path[depth] = rank;
        visitByRank.set(rank, ++visits);
        Progress its = progress[depth] == null ? new Progress() : progress[depth];
        progress[depth] = its;
        its.common = LabelSets.EVERYTHING;
        its.least = UNASKED;
        its.low = visits;
        its.start = open.end();
    }

    private void close() {
        int rank = path[depth];
        Progress its = progress[depth];
        depth--;
        if (its.low == visitByRank.get(rank) && its.from == its.start && open.end() == its.to) {
            setByRank.set(rank, its.common + SHIFT);
            open.dropFrom(its.start);
            return;
        }
        setByRank.set(rank, -(its.common + SHIFT));
        if (its.low < visitByRank.get(rank)) {
            progress[depth].low = Math.min(progress[depth].low, its.low);
            return;
        }
        settle(its.start);
        for (long row = its.start; row < open.end(); row = open.behind(row)) {
            int member = open.rank(row);
            setByRank.set(member, Math.abs(setByRank.get(member)));
        }
        open.dropFrom(its.start);
    }

    /// Asks the members of a component again until nothing changes, about what is not certain alone: sets only get
    /// smaller.
    private void settle(long from) {
        boolean changed = true;
        int asked = 0;
        while (changed) {
            changed = false;
            for (long row = from; row < open.end(); row = open.behind(row)) {
                heap.workers().check(asked++);
                int rank = open.rank(row);
                int common = open.certain(row);
                for (long at = open.first(row); at < open.behind(row); at++) {
                    // All that it depends on has been asked, so none is missing.
                    common = sets.both(common, setOf(source(rank, open.reference(at)), NONE));
                }
                changed |= setByRank.get(rank) != -(common + SHIFT);
                setByRank.set(rank, -(common + SHIFT));
            }
        }
    }

    /// Asks on for a head; answers another to be asked before, −1 if its set is known.
    private int goOn(int rank, Progress its) {
        if (its.least == UNASKED) {
            its.least = setOf(tree.dominatorOf(trees.headByRank.get(rank)), NONE);
            if (missing >= 0) {
                its.least = UNASKED;
                return missing;
            }
            its.leastIsCertain = visit == CERTAIN;
            its.low = Math.min(its.low, visit);
            begin(rank, its);
        }
        for (; its.next < its.to && !its.isLeast(); its.next++) {
            int set = setOf(source(rank, open.reference(its.next)), NONE);
            if (missing >= 0) {
                return missing;
            }
            its.low = Math.min(its.low, visit);
            its.common = sets.both(its.common, set);
        }
        return NONE;
    }

    /// What is certain goes first: often it leaves nothing to ask. The rest is noted.
    private void begin(int rank, Progress its) {
        int preorder = order.preorderOf(rank);
        its.from = open.begin(rank);
        if (isReferredToBy(tree.dominatorOf(trees.headByRank.get(rank)), rank) || order.enteredFrom(preorder) >= 0) {
            if (its.leastIsCertain) {
                its.common = its.least;
            } else {
                open.add(OpenReferences.BY_DOMINATOR);
            }
        } else {
            long end = graph.endIn(rank);
            for (long at = graph.firstIn(rank); at < end && !its.isLeast(); at++) {
                int certain = setOf(graph.source(at), preorder);
                if (visit == CERTAIN) {
                    its.common = sets.both(its.common, certain);
                } else {
                    open.add(at);
                }
            }
        }
        open.ended(its.from, its.common);
        its.next = open.first(its.from);
        its.to = open.end();
    }

    private int source(int rank, long reference) {
        return reference == OpenReferences.BY_DOMINATOR
                ? tree.dominatorOf(trees.headByRank.get(rank))
                : graph.source(reference);
    }

    private boolean isReferredToBy(int dominator, int rank) {
        long end = graph.endIn(rank);
        for (long at = graph.firstIn(rank); at < end; at++) {
            if (graph.source(at) == dominator) {
                return true;
            }
        }
        return false;
    }

    /// The labels on every way to a node, its own included; everything if no reference from it matters. If its head has
    /// not been asked, `missing` names that, otherwise it is −1; `visit` is that of its head.
    ///
    /// @param target preorder number of the tree that it refers to; [#NONE] for a dominator, which always matters
    private int setOf(int node, int target) {
        missing = NONE;
        visit = CERTAIN;
        int at = node;
        int below = 0;
        int set;
        while (true) {
            if (at < 0) {
                return LabelSets.EVERYTHING;
            }
            if (at >= trees.objects) {
                set = ofVirtual(at);
                break;
            }
            int known = setByObject.get(at);
            if (known != UNKNOWN) {
                set = known - SHIFT;
                break;
            }
            if (trees.isHead(at)) {
                set = ofHead(at, target);
                if (set == LabelSets.EVERYTHING) {
                    return set;
                }
                break;
            }
            nodesBelow[below++] = at;
            at = trees.aboveByObject.get(at) - 1;
        }
        while (--below >= 0) {
            int object = nodesBelow[below];
            set = sets.with(set, labels.kind(object, shapes));
            if (visit == CERTAIN) {
                setByObject.set(object, set + SHIFT);
            }
        }
        return set;
    }

    private int ofHead(int head, int target) {
        int rank = trees.heads.rankOf(head);
        int known = setByRank.get(rank);
        if (known <= 0) {
            if (target != NONE && !matters(order.preorderOf(rank), target)) {
                return LabelSets.EVERYTHING;
            }
            visit = visitByRank.get(rank);
            if (known == UNKNOWN) {
                missing = visit == 0 ? rank : NONE;
                return LabelSets.EVERYTHING;
            }
        }
        int set = sets.with(Math.abs(known) - SHIFT, labels.kind(head, shapes));
        if (known > 0) {
            setByObject.set(head, set + SHIFT);
        }
        return set;
    }

    private boolean matters(int from, int target) {
        return from >= 0 && order.counts(from, target) && !spans.dominates(target, from);
    }

    /// Of all virtual nodes only those of threads have a class.
    private int ofVirtual(int node) {
        for (int at = node; at >= 0; at = tree.virtual().parentOf(at)) {
            if (tree.objectOf(at) >= 0) {
                return sets.with(LabelSets.EMPTY, labels.kind(tree.objectOf(at), shapes));
            }
        }
        return LabelSets.EMPTY;
    }
}
