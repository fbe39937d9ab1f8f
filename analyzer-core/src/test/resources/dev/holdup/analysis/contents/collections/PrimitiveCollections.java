import com.carrotsearch.hppc.*;
import it.unimi.dsi.fastutil.ints.*;
import it.unimi.dsi.fastutil.objects.*;
import java.util.*;

/** fastutil, HPPC and Trove. */
final class PrimitiveCollections {
    static void make() {
        for (int size : new int[] {0, 1, 30}) {
            for (Collection<Object> some : List.<Collection<Object>>of(
                    new it.unimi.dsi.fastutil.objects.ObjectArrayList<>(), new ObjectOpenHashSet<>(),
                    new ObjectLinkedOpenHashSet<>(), new ObjectArraySet<>(), new ObjectRBTreeSet<>(),
                    new ObjectOpenCustomHashSet<>(strategy()), new gnu.trove.set.hash.THashSet<>())) {
                for (int i = 0; i < size; i++) {
                    some.add("e" + i);
                }
                CollectionsProgram.keep(some, size);
            }
            for (Map<Object, Object> map : List.<Map<Object, Object>>of(
                    new Object2ObjectOpenHashMap<>(), new Object2ObjectLinkedOpenHashMap<>(),
                    new Object2ObjectArrayMap<>(), new Object2ObjectAVLTreeMap<>(),
                    new Object2ObjectOpenCustomHashMap<>(strategy()), new gnu.trove.map.hash.THashMap<>())) {
                for (int i = 0; i < size; i++) {
                    map.put("k" + i, "v");
                }
                CollectionsProgram.keep(map, size);
            }
            it.unimi.dsi.fastutil.ints.IntArrayList ints = new it.unimi.dsi.fastutil.ints.IntArrayList();
            IntOpenHashSet set = new IntOpenHashSet();
            Int2ObjectOpenHashMap<Object> map = new Int2ObjectOpenHashMap<>();
            it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue queue = new it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue();
            IntHeapPriorityQueue heap = new IntHeapPriorityQueue();
            gnu.trove.map.hash.TIntObjectHashMap<Object> trove = new gnu.trove.map.hash.TIntObjectHashMap<>();
            gnu.trove.set.hash.TIntHashSet troveSet = new gnu.trove.set.hash.TIntHashSet();
            gnu.trove.list.array.TIntArrayList troveList = new gnu.trove.list.array.TIntArrayList();
            com.carrotsearch.hppc.IntArrayList hppcList = new com.carrotsearch.hppc.IntArrayList();
            IntArrayDeque deque = new IntArrayDeque();
            IntObjectHashMap<Object> hppcMap = new IntObjectHashMap<>();
            ObjectObjectHashMap<Object, Object> objects = new ObjectObjectHashMap<>();
            com.carrotsearch.hppc.IntHashSet hppcSet = new com.carrotsearch.hppc.IntHashSet();
            gnu.trove.list.linked.TLinkedList<Link> linked = new gnu.trove.list.linked.TLinkedList<>();
            ObjectBigArrayBigList<Object> big = new ObjectBigArrayBigList<>();
            for (int i = 0; i < size; i++) {
                ints.add(i);
                set.add(i);
                map.put(i, "v");
                queue.enqueue(i);
                heap.enqueue(i);
                trove.put(i, "v");
                troveSet.add(i);
                troveList.add(i);
                hppcList.add(i);
                deque.addLast(i);
                hppcMap.put(i, "v");
                objects.put("k" + i, "v");
                hppcSet.add(i);
                linked.add(new Link());
                big.add("e" + i);
            }
            for (Object one : List.of(
                    ints, set, map, queue, heap, trove, troveSet, troveList, hppcList, deque, hppcMap, objects, hppcSet,
                    linked, big)) {
                CollectionsProgram.keep(one, size);
            }
        }
        CollectionsProgram.keep(ObjectImmutableList.of("a", "b", "c"), 3);
    }

    static final class Link extends gnu.trove.list.TLinkableAdapter<Link> {}

    private static it.unimi.dsi.fastutil.Hash.Strategy<Object> strategy() {
        return new it.unimi.dsi.fastutil.Hash.Strategy<>() {
            @Override public int hashCode(Object one) { return one.hashCode(); }
            @Override public boolean equals(Object one, Object other) { return Objects.equals(one, other); }
        };
    }
}
