package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ByteTable;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ObjectSet;
import dev.holdup.analysis.heap.ReferenceCounts;
import dev.holdup.analysis.heap.ReferenceLog;
import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The heap taken apart into trees: an object that is referred to once only is dominated by what refers to it, so it
/// hangs below that one, and no search has to find this out. What is referred to several times, or by a virtual node,
/// is the head of a tree; a tree is entered through its head alone. Nine of ten objects are no heads.
///
/// A tree is cut where it is [#MOST_LEVELS] deep, by making a head of what hangs there, so that walking up in a tree
/// is cheap in a list of a million elements, too.
///
/// Memory: eight bytes an object, of which four go early, one more meanwhile, and the references that lead to heads.
final class PrivateTrees {
    /// Deepest level of a tree; heads are on level 1.
    static final int MOST_LEVELS = 64;

    private static final byte UNKNOWN = 0;
    private static final byte HEAD = 1;

    final int objects;
    final ObjectSet heads;
    /// `aboveByObject[objectIndex]`: the node that refers to it, plus 1; 0 for heads, until their dominators are known,
    /// and for what nothing refers to.
    final IntTable aboveByObject;
    /// `rankByObject[objectIndex]`: number of its head among the heads, plus 1; 0 for what no head stands above. Null
    /// once given back.
    private @Nullable IntTable rankByObject;
    /// References to heads, by whatever is not a virtual node.
    final ReferenceLog toHeads;

    /// Number of heads.
    final int ranks;
    /// `headByRank[rank]`: object index.
    final IntTable headByRank;

    private final int mostLevels;
    private final boolean keepUnreachable;
    /// Heads of unreachable rings: the member with the lowest address.
    private final BitSet ringHeads = new BitSet();

    /// @param keepUnreachable whether trees are made of what nothing refers to as well
    PrivateTrees(HeapGraph heap, VirtualTree virtual, Workers workers, int mostLevels, boolean keepUnreachable) {
        TableSpace space = heap.space();
        this.objects = heap.size();
        this.mostLevels = mostLevels;
        this.keepUnreachable = keepUnreachable;
        heads = heads(heap, virtual);
        aboveByObject = space.ints(objects);
        toHeads = new ReferenceLog(space);
        hang(heap.log(), virtual, workers);
        ByteTable levels = space.bytes(objects);
        IntTable headAndRank = space.ints(objects);
        workers.ranges(objects, (from, to) -> new Climb(levels, headAndRank).headsOf((int) from, (int) to, workers));
        space.free(levels);
        ranks = heads.rank();
        headByRank = space.ints(ranks);
        workers.ranges(objects, (from, to) -> rank(headAndRank, (int) from, (int) to));
        rankByObject = headAndRank;
    }

    boolean isHead(int object) {
        return heads.contains(object);
    }

    /// Rank of the head that an object hangs below, −1 if none stands above it.
    int rankOf(int object) {
        IntTable ranks = rankByObject;
        if (ranks != null) {
            return ranks.get(object) - 1;
        }
        int at = object;
        while (at >= 0 && !heads.contains(at)) {
            at = aboveByObject.get(at) - 1;
        }
        return at < 0 ? -1 : heads.rankOf(at);
    }

    /// Gives back what makes [#rankOf] fast: from then on it walks upwards.
    void freeRanks(TableSpace space) {
        if (rankByObject != null) {
            space.free(rankByObject);
            rankByObject = null;
        }
    }

    private static ObjectSet heads(HeapGraph heap, VirtualTree virtual) {
        ObjectSet heads = new ObjectSet(heap.space(), heap.size());
        ReferenceCounts counts = heap.counts();
        for (int w = 0; w < heads.words(); w++) {
            heads.setWord(w, counts.more(w));
        }
        counts.free(heap.space());
        for (int i = 0; i < virtual.references; i++) {
            heads.add(virtual.targets[i]);
        }
        for (ReferenceStrength strength : ReferenceStrength.values()) {
            for (long pair : heap.weakReferents().of(strength)) {
                heads.add((int) pair);
            }
        }
        return heads;
    }

    /// Hangs what is no head below what refers to it, and logs the references to heads anew.
    private void hang(ReferenceLog log, VirtualTree virtual, Workers workers) {
        AtomicInteger next = new AtomicInteger();
        int chunks = log.chunks().size();
        workers.run(worker -> {
            ReferenceLog.Writer kept = toHeads.new Writer();
            for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
                workers.cancellation().check();
                ReferenceLog.Chunk chunk = log.chunks().get(c);
                hang(chunk, virtual, kept);
                log.free(chunk);
            }
            kept.close();
        });
        log.chunks().clear();
    }

    private void hang(ReferenceLog.Chunk chunk, VirtualTree virtual, ReferenceLog.Writer kept) {
        IntTable ints = chunk.table();
        int source = 0;
        boolean logged = false;
        for (int i = 0; i < chunk.ints(); i++) {
            int value = ints.get(i);
            if (value < 0) {
                source = ~value;
                logged = false;
            } else if (!heads.contains(value)) {
                aboveByObject.set(value, source + 1);
            } else if (!virtual.liveThreads.get(value)) {
                if (!logged) {
                    kept.source(source);
                    logged = true;
                }
                kept.target(value);
            }
        }
    }

    /// Whether a head is one only because its tree would have been too deep. To be asked before dominators are known.
    boolean isCut(int head) {
        return aboveByObject.get(head) != 0 && !ringHeads.get(head);
    }

    private void rank(IntTable rankByObject, int from, int to) {
        for (int object = from; object < to; object++) {
            int head = rankByObject.get(object) - 1;
            if (head >= 0) {
                int rank = heads.rankOf(head);
                rankByObject.set(object, rank + 1);
                if (head == object) {
                    headByRank.set(rank, object);
                }
            }
        }
    }

    /// Finds heads and levels by walking upwards, one thread's. Several may meet in a tree: each writes the same.
    private final class Climb {
        /// `levelByObject[objectIndex]`: steps to the head, plus 1.
        private final ByteTable levelByObject;
        /// The head, an object plus 1; 0 for what no head stands above.
        private final IntTable headByObject;

        private int[] path = new int[256];

        Climb(ByteTable levelByObject, IntTable headByObject) {
            this.levelByObject = levelByObject;
            this.headByObject = headByObject;
        }

        void headsOf(int from, int to, Workers workers) {
            for (int object = from; object < to; object++) {
                workers.check(object);
                if (levelByObject.seen(object) == UNKNOWN) {
                    climb(object);
                }
            }
        }

        private void climb(int start) {
            int length = 0;
            int at = start;
            // The walk goes in a ring if it comes back to where it was after a power of two of steps.
            int mark = -1;
            int untilMark = 1;
            while (levelByObject.seen(at) == UNKNOWN) {
                int above = aboveByObject.get(at) - 1;
                boolean head = heads.contains(at);
                if (above < 0 && !head && keepUnreachable) {
                    heads.add(at);
                    head = true;
                }
                if (head || above < 0) {
                    // What nothing refers to is unreachable, and what hangs below it.
                    headByObject.set(at, head ? at + 1 : 0);
                    levelByObject.publish(at, HEAD);
                    break;
                }
                if (at == mark) {
                    if (keepUnreachable) {
                        enterRing(at);
                    } else {
                        // Nothing but its members refers to the ring: it is unreachable, and cut here.
                        aboveByObject.set(at, 0);
                        levelByObject.publish(at, HEAD);
                    }
                    length = 0;
                    at = start;
                    mark = -1;
                    continue;
                }
                if (length == path.length) {
                    path = Arrays.copyOf(path, 2 * length);
                }
                path[length++] = at;
                if (length == untilMark) {
                    mark = at;
                    untilMark *= 2;
                }
                at = above;
            }
            for (int below = length - 1; below >= 0; below--) {
                hangBelow(at, path[below]);
                at = path[below];
            }
        }

        /// Makes a head of one member of a ring to which nothing but its members refers.
        private void enterRing(int member) {
            int lowest = member;
            int at = member;
            do {
                lowest = Math.min(lowest, at);
                at = aboveByObject.get(at) - 1;
            } while (at != member);
            synchronized (ringHeads) {
                ringHeads.set(lowest);
            }
            heads.add(lowest);
        }

        private void hangBelow(int above, int object) {
            byte level = levelByObject.seen(above);
            int head = headByObject.get(above);
            // Another thread may have made a head of what was none when this one came by.
            if ((level == mostLevels && head > 0) || (keepUnreachable && heads.contains(object))) {
                heads.add(object);
                headByObject.set(object, object + 1);
                levelByObject.publish(object, HEAD);
            } else {
                headByObject.set(object, head);
                levelByObject.publish(object, (byte) Math.min(level + 1, mostLevels));
            }
        }
    }
}
