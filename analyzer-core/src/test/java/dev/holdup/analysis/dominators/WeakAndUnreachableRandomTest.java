package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What soft, weak and phantom references reach, and what nothing reaches, against brute force on random heaps.
class WeakAndUnreachableRandomTest {
    private static final int STRONG = 0;
    private static final int PHANTOM = 3;
    private static final int UNREACHABLE = 4;
    private static final List<String> CLASS_BY_STRENGTH = List.of(
            "com.acme.Plain",
            "java.lang.ref.SoftReference",
            "java.lang.ref.WeakReference",
            "java.lang.ref.PhantomReference");
    private static final int[] ANSWER_BY_STAGE = {
        ObjectDominators.ROOTS,
        ObjectDominators.SOFT,
        ObjectDominators.WEAK,
        ObjectDominators.PHANTOM,
        ObjectDominators.UNREACHABLE
    };
    private static final int NOBODY = -1;

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    /// Nodes with a referent, followed by the node's strength, and a strong reference; −1 for null.
    private static final class Heap {
        final int nodes;
        final int[] strength;
        final int[] referent;
        final int[] strong;
        final BitSet roots = new BitSet();
        final long[] idByNode;
        final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);

        Heap(long seed) {
            Random random = new Random(seed);
            nodes = 2 + random.nextInt(60);
            strength = random.ints(nodes, STRONG, PHANTOM + 1).toArray();
            referent = random.ints(nodes, -1, nodes).toArray();
            strong = random.ints(nodes, -1, nodes).toArray();
            idByNode = new long[nodes];
            ClassBuilder reference = dump.clazz("java.lang.ref.Reference")
                    .field("referent", FieldKind.OBJECT)
                    .field("strong", FieldKind.OBJECT);
            for (int i = 0; i < nodes; i++) {
                ClassBuilder type =
                        dump.clazz(CLASS_BY_STRENGTH.get(strength[i])).extending(reference);
                idByNode[i] = dump.instance(type);
            }
            for (int i = 0; i < nodes; i++) {
                dump.set(idByNode[i], "referent", Value.ref(referent[i] < 0 ? 0 : idByNode[referent[i]]));
                dump.set(idByNode[i], "strong", Value.ref(strong[i] < 0 ? 0 : idByNode[strong[i]]));
            }
            for (int i = random.nextInt(3); i >= 0; i--) {
                int root = random.nextInt(nodes);
                roots.set(root);
                dump.root(RootKind.JNI_GLOBAL, idByNode[root]);
            }
        }

        /// Reached over references of at most that strength, in the JVM's order.
        BitSet reached(int stage) {
            BitSet reached = (BitSet) roots.clone();
            int before;
            do {
                before = reached.cardinality();
                for (int i = 0; i < nodes; i++) {
                    if (reached.get(i)) {
                        set(reached, strong[i]);
                        if (strength[i] <= stage) {
                            set(reached, referent[i]);
                        }
                    }
                }
            } while (reached.cardinality() > before);
            return reached;
        }

        /// Reached over strong references from those nodes, all within `limits` and without `removed`.
        BitSet strongly(BitSet from, int removed, BitSet limits) {
            BitSet allowed = (BitSet) limits.clone();
            if (removed >= 0) {
                allowed.clear(removed);
            }
            BitSet reached = (BitSet) from.clone();
            reached.and(allowed);
            int before;
            do {
                before = reached.cardinality();
                for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
                    set(reached, strong[i]);
                    if (strength[i] == STRONG) {
                        set(reached, referent[i]);
                    }
                    reached.and(allowed);
                }
            } while (reached.cardinality() > before);
            return reached;
        }

        /// What nothing else unreachable refers to; and one of each circle that nothing else refers to: the lowest
        /// address of those with more than one reference, of all if there are none.
        BitSet unreachableEntries(BitSet unreachable) {
            BitSet[] leadsTo = new BitSet[nodes];
            unreachable.stream().forEach(i -> {
                BitSet from = new BitSet();
                from.set(i);
                leadsTo[i] = strongly(from, NOBODY, unreachable);
            });
            BitSet entries = new BitSet();
            unreachable.stream().forEach(i -> {
                BitSet circle = new BitSet();
                unreachable.stream().filter(other -> leadsTo[other].get(i)).forEach(circle::set);
                if (circle.stream().allMatch(other -> leadsTo[i].get(other))) {
                    entries.set(circle.stream()
                            .filter(this::isReferredToTwice)
                            .findFirst()
                            .orElse(circle.nextSetBit(0)));
                }
            });
            return entries;
        }

        private boolean isReferredToTwice(int node) {
            int references = 0;
            for (int i = 0; i < nodes; i++) {
                references += strong[i] == node && i != node ? 1 : 0;
                references += referent[i] == node && (i != node || strength[i] != STRONG) ? 1 : 0;
            }
            return references > 1;
        }

        private static void set(BitSet nodes, int node) {
            if (node >= 0) {
                nodes.set(node);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachObjectComesUnderTheStrongestReferencesThatReachItOrUnderNone(long seed) throws Exception {
        Heap heap = new Heap(seed);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump);
                Heaps.OpenHeap other = Heaps.open(heap.dump)) {
            DominatorTree tree = tree(open, true);
            DominatorTree withoutUnreachable = tree(other, false);
            ObjectDominators dominators = new ObjectDominators(tree);
            BitSet before = new BitSet();
            for (int stage = STRONG; stage <= UNREACHABLE; stage++) {
                BitSet here;
                BitSet from;
                if (stage == UNREACHABLE) {
                    here = new BitSet();
                    here.set(0, heap.nodes);
                    here.andNot(before);
                    from = heap.unreachableEntries(here);
                } else {
                    here = heap.reached(stage);
                    from = followed(heap, here, stage);
                    here.andNot(before);
                }
                for (int node : here.stream().toArray()) {
                    int object = open.index(heap.idByNode[node]);
                    assertThat(top(dominators, object)).as("node %d", node).isEqualTo(ANSWER_BY_STAGE[stage]);
                    long all = bytes(open, heap, heap.strongly(from, NOBODY, here));
                    long without = bytes(open, heap, heap.strongly(from, node, here));
                    assertThat(tree.retainedBytes(object)).as("node %d", node).isEqualTo(all - without);
                    assertThat(withoutUnreachable.retainedBytes(object))
                            .isEqualTo(stage == UNREACHABLE ? 0 : all - without);
                }
                before.or(here);
            }
            assertThat(tree.reachableBytes()).isEqualTo(withoutUnreachable.reachableBytes());
        }
    }

    /// Roots, or what the stage's references refer to.
    private static BitSet followed(Heap heap, BitSet reached, int stage) {
        if (stage == STRONG) {
            return heap.roots;
        }
        BitSet followed = new BitSet();
        reached.stream()
                .filter(i -> heap.strength[i] != STRONG && heap.strength[i] <= stage && heap.referent[i] >= 0)
                .forEach(i -> followed.set(heap.referent[i]));
        return followed;
    }

    private static long bytes(Heaps.OpenHeap open, Heap heap, BitSet nodes) {
        return nodes.stream()
                .mapToLong(i -> open.graph().shallowBytes(open.index(heap.idByNode[i])))
                .sum();
    }

    private static int top(ObjectDominators dominators, int object) {
        int at = object;
        while (at >= 0) {
            at = dominators.of(at);
        }
        return at;
    }

    private static DominatorTree tree(Heaps.OpenHeap open, boolean keepUnreachable) {
        ThreadGrouping nobody = new ThreadGrouping(
                IntStream.range(0, open.graph().threads().size()).map(t -> -1).toArray(), new int[0], 0);
        return DominatorTree.of(open.graph(), nobody, (pass, done) -> {}, keepUnreachable);
    }
}
