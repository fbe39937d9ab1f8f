import java.util.*;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlinx.collections.immutable.ExtensionsKt;

/** Kotlin. */
final class KotlinCollections {
    @SuppressWarnings({"unchecked", "deprecation"})
    static void make() {
        for (int size : new int[] {0, 1, 20, 300}) {
            kotlin.collections.ArrayDeque<Object> deque = new kotlin.collections.ArrayDeque<>();
            List<Object> built = CollectionsKt.createListBuilder();
            Set<Object> set = SetsKt.createSetBuilder();
            Map<Object, Object> map = MapsKt.createMapBuilder();
            List<Object> list = new ArrayList<>();
            Map<Object, Object> pairs = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                deque.add("e" + i);
                built.add("e" + i);
                set.add("e" + i);
                map.put("k" + i, "v");
                list.add("e" + i);
                pairs.put("k" + i, "v");
            }
            for (Object one : List.of(deque, built, set, map)) {
                CollectionsProgram.keep(one, size);
            }
            if (size > 0) {
                CollectionsProgram.keep(ExtensionsKt.toPersistentList(list), size);
                CollectionsProgram.keep(ExtensionsKt.toPersistentHashMap(pairs), size);
                CollectionsProgram.keep(ExtensionsKt.toPersistentHashSet(list), size);
            }
        }
        // Each has one object for all.
        Object[] one = {CollectionsKt.emptyList(), SetsKt.emptySet(), MapsKt.emptyMap()};
        singles = one;
    }

    static Object[] singles;
}
