package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.AllocationSites;
import dev.holdup.analysis.findings.AllocationSites.Site;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The view `allocation-sites`: where objects were allocated, if the dump says. Only then it walks the records once
/// more.
public final class AllocationView {
    private static final int MOST_SITES = 50;
    private static final int MOST_FRAMES = 12;
    /// Sites that are counted each by itself; a damaged file can name any number.
    private static final int MOST_COUNTED = 1 << 20;

    private AllocationView() {}

    public static AllocationSites of(HeapGraph heap, Detail detail) {
        if (!tells(heap)) {
            return new AllocationSites(
                    "The dump does not say where objects were allocated: HotSpot and OpenJ9 do not note it, only the hprof"
                            + " agent of Java 8 and older did (heap=all or heap=sites).",
                    List.of(),
                    0);
        }
        Map<Integer, Map<Integer, long[]>> sumByClassByStack = new HashMap<>();
        heap.walk(() -> new Look(heap))
                .forEach(look -> look.sumByPair.forEach((pair, sum) -> {
                    long[] all = sumByClassByStack
                            .computeIfAbsent((int) (pair >>> 32), stack -> new HashMap<>())
                            .computeIfAbsent(pair.intValue(), classIndex -> new long[2]);
                    all[0] += sum[0];
                    all[1] += sum[1];
                }));
        List<Site> sites = new ArrayList<>();
        sumByClassByStack.forEach((stack, sumByClass) -> sites.add(site(heap, stack, sumByClass)));
        sites.sort(Comparator.comparingLong(Site::bytes).reversed().thenComparingInt(Site::stack));
        int shown = Math.min(detail.scaled(MOST_SITES), sites.size());
        return new AllocationSites(saying(sites), List.copyOf(sites.subList(0, shown)), sites.size() - shown);
    }

    /// Whether there is more than the one or two numbers without frames that JVMs write who do not know.
    private static boolean tells(HeapGraph heap) {
        Set<Integer> serials = heap.census().stackSerials();
        return serials.size() > 2
                || serials.stream().map(heap.dump()::stackTrace).anyMatch(AllocationView::hasFrames);
    }

    private static boolean hasFrames(@org.jspecify.annotations.Nullable HeapStackTrace trace) {
        return trace != null && !trace.frames().isEmpty();
    }

    private static Site site(HeapGraph heap, int stack, Map<Integer, long[]> sumByClass) {
        HeapStackTrace trace = heap.dump().stackTrace(stack);
        List<String> frames = trace == null
                ? List.of()
                : trace.frames().stream().limit(MOST_FRAMES).map(JvmFrame::text).toList();
        int largest = sumByClass.entrySet().stream()
                .max(Comparator.<Map.Entry<Integer, long[]>>comparingLong(entry -> entry.getValue()[1])
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        return new Site(
                stack,
                frames,
                heap.classes().get(largest).name(),
                sumByClass.values().stream().mapToLong(sum -> sum[0]).sum(),
                sumByClass.values().stream().mapToLong(sum -> sum[1]).sum());
    }

    private static String saying(List<Site> sites) {
        long bytes = sites.stream().mapToLong(Site::bytes).sum();
        Site first = sites.getFirst();
        String where = first.frames().isEmpty()
                ? "a place without a stack"
                : first.frames().getFirst();
        return "Of " + ByteFormat.bytes(bytes) + ", " + ByteFormat.bytes(first.bytes()) + " were allocated in " + where
                + ", mostly " + first.className() + ".";
    }

    /// One worker's look: objects and bytes by stack and class.
    private static final class Look implements HeapVisitor {
        private final HeapGraph heap;
        private final Map<Long, long[]> sumByPair = new HashMap<>();

        Look(HeapGraph heap) {
            this.heap = heap;
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            add(objectId, stackSerial);
        }

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            add(objectId, stackSerial);
        }

        @Override
        public void primitiveArray(
                long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
            add(objectId, stackSerial);
        }

        private void add(long objectId, int stackSerial) {
            int object = heap.objects().indexOf(objectId);
            if (object < 0) {
                return;
            }
            long pair = (long) stackSerial << 32 | heap.shapes().classIndex(object);
            long[] sum = sumByPair.get(pair);
            if (sum == null) {
                if (sumByPair.size() >= MOST_COUNTED) {
                    return;
                }
                sum = new long[2];
                sumByPair.put(pair, sum);
            }
            sum[0]++;
            sum[1] += heap.shallowBytes(object);
        }
    }
}
