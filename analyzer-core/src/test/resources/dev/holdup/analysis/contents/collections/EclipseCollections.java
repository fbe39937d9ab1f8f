import java.util.*;
import org.eclipse.collections.api.factory.*;
import org.eclipse.collections.impl.bag.mutable.HashBag;
import org.eclipse.collections.impl.bimap.mutable.HashBiMap;
import org.eclipse.collections.impl.block.factory.HashingStrategies;
import org.eclipse.collections.impl.list.mutable.*;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.*;
import org.eclipse.collections.impl.map.mutable.primitive.*;
import org.eclipse.collections.impl.map.sorted.mutable.TreeSortedMap;
import org.eclipse.collections.impl.map.strategy.mutable.UnifiedMapWithHashingStrategy;
import org.eclipse.collections.impl.multimap.list.FastListMultimap;
import org.eclipse.collections.impl.set.mutable.UnifiedSet;
import org.eclipse.collections.impl.set.mutable.primitive.IntHashSet;
import org.eclipse.collections.impl.set.sorted.mutable.TreeSortedSet;
import org.eclipse.collections.impl.set.strategy.mutable.UnifiedSetWithHashingStrategy;
import org.eclipse.collections.impl.stack.mutable.ArrayStack;

/** Eclipse Collections. */
final class EclipseCollections {
    static void make() {
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40}) {
            List<String> list = new ArrayList<>();
            Map<String, String> pairs = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                list.add("e" + i);
                pairs.put("k" + i, "v" + i);
            }
            if (size > 0) {
                CollectionsProgram.keep(Lists.immutable.withAll(list), size);
                CollectionsProgram.keep(Sets.immutable.withAll(list), size);
                CollectionsProgram.keep(Maps.immutable.withAll(pairs), size);
            }
            CollectionsProgram.keep(FastList.newList(list), size);
            CollectionsProgram.keep(MultiReaderFastList.newList(list), size);
            CollectionsProgram.keep(UnifiedSet.newSet(list), size);
            CollectionsProgram.keep(TreeSortedSet.newSet(list), size);
            CollectionsProgram.keep(HashBag.newBag(list), size);
            CollectionsProgram.keep(ArrayStack.newStack(list), size);
            CollectionsProgram.keep(UnifiedMap.newMap(pairs), size);
            CollectionsProgram.keep(ConcurrentHashMap.newMap(pairs), size);
            CollectionsProgram.keep(TreeSortedMap.newMap(pairs), size);
            HashBiMap<String, String> two = HashBiMap.newMap();
            two.putAll(pairs);
            CollectionsProgram.keep(two, size);
            FastListMultimap<String, String> many = FastListMultimap.newMultimap();
            list.forEach(one -> many.put("k", one));
            CollectionsProgram.keep(many, size);
            UnifiedSetWithHashingStrategy<String> strategic =
                    UnifiedSetWithHashingStrategy.newSet(HashingStrategies.defaultStrategy(), list);
            CollectionsProgram.keep(strategic, size);
            UnifiedMapWithHashingStrategy<String, String> map =
                    UnifiedMapWithHashingStrategy.newMap(HashingStrategies.defaultStrategy());
            map.putAll(pairs);
            CollectionsProgram.keep(map, size);
            IntArrayList ints = new IntArrayList();
            IntHashSet set = new IntHashSet();
            IntObjectHashMap<String> keyed = new IntObjectHashMap<>();
            IntIntHashMap counted = new IntIntHashMap();
            ObjectIntHashMap<String> valued = new ObjectIntHashMap<>();
            for (int i = 0; i < size; i++) {
                ints.add(i);
                set.add(i);
                keyed.put(i, "v");
                counted.put(i, i);
                valued.put("k" + i, i);
            }
            for (Object one : List.of(ints, set, keyed, counted, valued)) {
                CollectionsProgram.keep(one, size);
            }
        }
        // Each is one object for all.
        singles = new Object[] {Lists.immutable.empty(), Sets.immutable.empty(), Maps.immutable.empty()};
    }

    static Object[] singles;
}
