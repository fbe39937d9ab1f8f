import scala.Tuple2;

/** Scala 2.13. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class Scala213 {
    static void make() {
        Object order = scala.math.Ordering.String$.MODULE$;
        for (int size : new int[] {1, 2, 3, 4, 9, 200}) {
            scala.collection.immutable.List list = (scala.collection.immutable.List) scala.collection.immutable.Nil$.MODULE$;
            scala.collection.immutable.VectorBuilder vector = new scala.collection.immutable.VectorBuilder();
            scala.collection.immutable.Map map = scala.collection.immutable.Map$.MODULE$.empty();
            scala.collection.immutable.Set set = scala.collection.immutable.Set$.MODULE$.empty();
            scala.collection.immutable.TreeMap tree = new scala.collection.immutable.TreeMap((scala.math.Ordering) order);
            scala.collection.immutable.TreeSet trees = new scala.collection.immutable.TreeSet((scala.math.Ordering) order);
            scala.collection.immutable.VectorMap vectors = scala.collection.immutable.VectorMap$.MODULE$.empty();
            scala.collection.immutable.ListMap lists = scala.collection.immutable.ListMap$.MODULE$.empty();
            scala.collection.mutable.Growable[] growing = {
                new scala.collection.mutable.ArrayBuffer(), new scala.collection.mutable.ListBuffer(),
                new scala.collection.mutable.ArrayDeque(16), new scala.collection.mutable.HashSet(),
                new scala.collection.mutable.LinkedHashSet(),
                new scala.collection.mutable.TreeSet((scala.math.Ordering) order),
                new scala.collection.mutable.PriorityQueue((scala.math.Ordering) order)
            };
            scala.collection.mutable.Growable[] maps = {
                new scala.collection.mutable.HashMap(), new scala.collection.mutable.LinkedHashMap(),
                new scala.collection.mutable.TreeMap((scala.math.Ordering) order)
            };
            Object[] objects = new String[size];
            for (int i = 0; i < size; i++) {
                String element = "e" + i;
                objects[i] = element;
                list = list.$colon$colon(element);
                vector.addOne(element);
                map = (scala.collection.immutable.Map) map.updated(element, "v");
                set = (scala.collection.immutable.Set) set.incl(element);
                tree = tree.updated(element, "v");
                trees = (scala.collection.immutable.TreeSet) trees.incl(element);
                vectors = vectors.updated(element, "v");
                lists = lists.updated(element, "v");
                for (scala.collection.mutable.Growable one : growing) {
                    one.addOne(element);
                }
                for (scala.collection.mutable.Growable one : maps) {
                    one.addOne(new Tuple2(element, "v"));
                }
            }
            for (Object one : new Object[] {list, vector.result(), map, set, tree, trees, vectors, lists}) {
                CollectionsProgram.keep(one, size);
            }
            for (Object one : growing) {
                CollectionsProgram.keep(one, size);
            }
            for (Object one : maps) {
                CollectionsProgram.keep(one, size);
            }
            CollectionsProgram.keep(scala.collection.immutable.ArraySeq$.MODULE$.unsafeWrapArray(objects), size);
            CollectionsProgram.keep(scala.collection.mutable.ArraySeq$.MODULE$.make(objects), size);
        }
        singles = new Object[] {
            scala.collection.immutable.Nil$.MODULE$, scala.collection.immutable.Map$.MODULE$.empty(),
            scala.collection.immutable.Set$.MODULE$.empty(), scala.collection.immutable.ListMap$.MODULE$.empty()
        };
    }

    static Object[] singles;
}
