package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds in the heap what was asked for, or says what else there is.
final class TargetSearch {
    /// Of several that are meant alike, so many are named.
    private static final int MOST_NAMED = 5;

    private final HeapGraph heap;

    TargetSearch(HeapGraph heap) {
        this.heap = heap;
    }

    Found find(InspectionTarget target) throws NothingToInspect {
        return switch (target) {
            case InspectionTarget.AtAddress(long address) -> whatIsAt(object(address));
            case InspectionTarget.PathTo(long address) -> new Found.APath(object(address));
            case InspectionTarget.ClassNamed(String name) -> new Found.AClass(classNamed(name));
            case InspectionTarget.ThreadNamed(String name) -> new Found.AThread(threadNamed(name));
            case InspectionTarget.ThreadAt(long address) -> new Found.AThread(threadAt(address));
        };
    }

    private Found whatIsAt(int object) {
        for (int c = 0; c < heap.classes().size(); c++) {
            if (heap.classes().get(c).objectIndex() == object) {
                return new Found.AClass(heap.classes().get(c));
            }
        }
        return new Found.AnObject(object);
    }

    private int object(long address) throws NothingToInspect {
        int object = heap.objects().indexOf(address);
        if (object < 0) {
            throw new NothingToInspect("No object begins at " + LookedAt.hex(address) + ": " + neighbour(address));
        }
        return object;
    }

    /// Cost: a look at all addresses.
    private String neighbour(long address) {
        PrimitiveIterator.OfLong addresses = heap.objects().addresses();
        long before = 0;
        int object = -1;
        while (addresses.hasNext()) {
            long next = addresses.nextLong();
            if (Long.compareUnsigned(next, address) > 0) {
                if (object < 0) {
                    return "the first is at " + LookedAt.hex(next) + ".";
                }
                break;
            }
            before = next;
            object++;
        }
        if (object < 0) {
            return "the dump holds none.";
        }
        String named = heap.classOf(object).name() + " at " + LookedAt.hex(before) + ".";
        return address - before < heap.shallowBytes(object)
                ? "it lies within the " + named
                : "the nearest before it is the " + named;
    }

    private HeapClass classNamed(String name) throws NothingToInspect {
        List<HeapClass> classes = IntStream.range(0, heap.classes().size())
                .mapToObj(heap.classes()::get)
                .toList();
        List<HeapClass> same = named(classes, name, false);
        if (same.isEmpty() && name.indexOf('.') < 0) {
            same = named(classes, name, true);
        }
        if (same.isEmpty()) {
            throw new NothingToInspect("No class is named " + name
                    + NearestNames.sentence(
                            name, classes.stream().map(HeapClass::name).toList())
                    + "; 'holdup quick' lists the classes.");
        }
        if (same.size() > 1) {
            throw new NothingToInspect(same.size() + " classes are named " + name + ": ask for one by its address, "
                    + some(same.stream().map(TargetSearch::addressed).toList()) + ".");
        }
        return same.getFirst();
    }

    private static List<HeapClass> named(List<HeapClass> classes, String name, boolean simple) {
        return classes.stream()
                .filter(its -> (simple ? NearestNames.simpleName(its.name()) : its.name()).equals(name))
                .toList();
    }

    private static String addressed(HeapClass heapClass) {
        return LookedAt.hex(heapClass.classId()) + " (" + heapClass.name()
                + (heapClass.loaderId() == 0 ? "" : ", loaded by " + LookedAt.hex(heapClass.loaderId())) + ")";
    }

    private int threadNamed(String name) throws NothingToInspect {
        List<Integer> same = new ArrayList<>();
        for (int t = 0; t < heap.threads().size(); t++) {
            if (heap.threads().get(t).name().equals(name)) {
                same.add(t);
            }
        }
        if (same.isEmpty()) {
            throw new NothingToInspect("No live thread is named " + name
                    + NearestNames.sentence(
                            name,
                            heap.threads().stream()
                                    .map(HeapThread::name)
                                    .filter(other -> !other.isEmpty())
                                    .toList())
                    + "; 'holdup quick' lists the threads.");
        }
        if (same.size() > 1) {
            throw new NothingToInspect(same.size() + " live threads are named " + name
                    + ": ask for one by its address, "
                    + some(same.stream()
                            .map(t -> InspectionTarget.THREAD
                                    + LookedAt.hex(heap.threads().get(t).address()))
                            .toList())
                    + ".");
        }
        return same.getFirst();
    }

    private int threadAt(long address) throws NothingToInspect {
        for (int t = 0; t < heap.threads().size(); t++) {
            if (heap.threads().get(t).address() == address) {
                return t;
            }
        }
        throw new NothingToInspect("No live thread is at " + LookedAt.hex(address)
                + ": ask for it as an object, without 'thread:', or by a name that 'holdup quick' lists.");
    }

    private static String some(List<String> all) {
        return all.stream().limit(MOST_NAMED).collect(Collectors.joining(" or "))
                + (all.size() > MOST_NAMED ? " or one of " + (all.size() - MOST_NAMED) + " more" : "");
    }
}
