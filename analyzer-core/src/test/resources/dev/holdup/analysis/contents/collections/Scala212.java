import scala.Tuple2;

/** Scala 2.12. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class Scala212 {
    static void make() {
        scala.math.Ordering order = scala.math.Ordering.String$.MODULE$;
        for (int size : new int[] {1, 2, 3, 4, 9, 200}) {
            scala.collection.immutable.List list = (scala.collection.immutable.List) scala.collection.immutable.Nil$.MODULE$;
            scala.collection.immutable.VectorBuilder vector = new scala.collection.immutable.VectorBuilder();
            scala.collection.immutable.Map map = scala.collection.immutable.Map$.MODULE$.empty();
            scala.collection.mutable.Builder[] sets = {
                scala.collection.immutable.Set$.MODULE$.newBuilder(),
                scala.collection.immutable.HashSet$.MODULE$.newBuilder(),
                scala.collection.immutable.TreeSet$.MODULE$.newBuilder(order)
            };
            scala.collection.immutable.HashMap hashed = new scala.collection.immutable.HashMap();
            scala.collection.immutable.TreeMap tree = new scala.collection.immutable.TreeMap(order);
            scala.collection.immutable.ListMap lists = scala.collection.immutable.ListMap$.MODULE$.empty();
            scala.collection.generic.Growable[] growing = {
                new scala.collection.mutable.ArrayBuffer(), new scala.collection.mutable.ListBuffer(),
                new scala.collection.mutable.Queue(), new scala.collection.mutable.HashSet(),
                new scala.collection.mutable.LinkedHashSet(), new scala.collection.mutable.TreeSet(order),
                new scala.collection.mutable.PriorityQueue(order), new scala.collection.mutable.ArrayStack()
            };
            scala.collection.generic.Growable[] maps = {
                new scala.collection.mutable.HashMap(), new scala.collection.mutable.LinkedHashMap(),
                new scala.collection.mutable.TreeMap(order)
            };
            Object[] objects = new String[size];
            for (int i = 0; i < size; i++) {
                String element = "e" + i;
                objects[i] = element;
                list = list.$colon$colon(element);
                vector.$plus$eq(element);
                map = map.updated(element, "v");
                for (scala.collection.mutable.Builder one : sets) {
                    one.$plus$eq(element);
                }
                hashed = hashed.updated(element, "v");
                tree = tree.updated(element, "v");
                lists = lists.updated(element, "v");
                for (scala.collection.generic.Growable one : growing) {
                    one.$plus$eq(element);
                }
                for (scala.collection.generic.Growable one : maps) {
                    one.$plus$eq(new Tuple2(element, "v"));
                }
            }
            for (Object one : new Object[] {list, vector.result(), map, hashed, tree, lists}) {
                CollectionsProgram.keep(one, size);
            }
            for (scala.collection.mutable.Builder one : sets) {
                CollectionsProgram.keep(one.result(), size);
            }
            for (Object one : growing) {
                CollectionsProgram.keep(one, size);
            }
            for (Object one : maps) {
                CollectionsProgram.keep(one, size);
            }
            CollectionsProgram.keep(scala.collection.mutable.WrappedArray$.MODULE$.make(objects), size);
        }
        singles = new Object[] {
            scala.collection.immutable.Nil$.MODULE$, scala.collection.immutable.Map$.MODULE$.empty(),
            scala.collection.immutable.Set$.MODULE$.empty(), scala.collection.immutable.ListMap$.MODULE$.empty()
        };
    }

    static Object[] singles;
}
