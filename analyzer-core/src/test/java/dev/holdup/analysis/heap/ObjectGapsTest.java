package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the second pass counts on its way beside a look at every object by address.
class ObjectGapsTest {
    private static final long BASE = 0x7_0000_0000L;
    private static final long STRETCH = 1 << 16;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void roomBetweenObjectsIsTheSameInWhateverOrderTheFileHasThem(long seed) throws Exception {
        Random random = new Random(seed);
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        List<Integer> stretches = new ArrayList<>();
        for (int stretch = 0; stretch < 40; stretch++) {
            // Some far off, so that there are gaps of more than a megabyte.
            stretches.add(random.nextInt(4) == 0 ? stretch * 100 : stretch);
        }
        Collections.shuffle(stretches, random);
        for (int stretch : stretches) {
            long at = BASE + stretch * STRETCH;
            for (int i = random.nextInt(60); i > 0; i--) {
                dump.nextAddress(at);
                int length = random.nextInt(500);
                dump.primitiveArray(FieldKind.BYTE, length);
                at += 16 + (length + 7) / 8 * 8 + (random.nextInt(3) == 0 ? 8 * random.nextInt(20) : 0);
            }
        }
        try (Heaps.OpenHeap open = Heaps.open(dump, 1 + random.nextInt(3))) {
            assertThat(told(open.graph().gaps())).isEqualTo(told(lookedUp(open.graph())));
            assertThat(open.graph().gaps().holes()).isPositive();
            assertThat(open.graph().gaps().largeGaps()).isPositive();
        }
    }

    @Test
    void anObjectThatTheFileHasTwiceCountsOnce() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.nextAddress(BASE);
        for (int i = 0; i < 20; i++) {
            dump.primitiveArray(FieldKind.BYTE, 100 + 40 * i);
            dump.nextAddress(BASE + (i + 1) * 1_000L);
        }
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            HeapGraph heap = open.graph();
            InOrder one = new InOrder();
            InOrder other = new InOrder();
            meet(one, heap, 0, 9);
            meet(one, heap, 15, heap.size());
            meet(other, heap, 7, 15);

            assertThat(told(InOrder.together(List.of(one, other), heap))).isEqualTo(told(lookedUp(heap)));
        }
    }

    private static void meet(InOrder worker, HeapGraph heap, int from, int to) {
        for (int object = from; object < to; object++) {
            worker.object(object, heap.objects().addressOf(object), heap.shallowBytes(object));
        }
    }

    private static ObjectGaps lookedUp(HeapGraph heap) {
        ObjectGaps gaps = new ObjectGaps();
        long end = 0;
        for (int object = 0; object < heap.size(); object++) {
            long address = heap.objects().addressOf(object);
            gaps.count(object == 0 ? 0 : address - end, heap.shallowBytes(object));
            end = address + heap.shallowBytes(object);
        }
        return gaps;
    }

    private static List<Long> told(ObjectGaps gaps) {
        return List.of(gaps.holes(), gaps.holeBytes(), gaps.largestHole(), gaps.largeGaps(), gaps.spanBytes());
    }
}
