package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSpaceTest {
    private record Used(LongTable table, long value) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void tablesComeZeroedAndShareNoMemory_howeverTheyWereFreedBefore(long seed) {
        Random random = new Random(seed);
        try (TableSpace space = new TableSpace(new MemoryLimit(Long.MAX_VALUE))) {
            List<Used> used = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                if (used.size() < 8 && random.nextInt(3) > 0) {
                    // From a fraction of a page to several of the pieces that memory is mapped in.
                    LongTable table = space.longs(1 + random.nextInt(1 << (4 + random.nextInt(18))));
                    assertThat(all(table, 0)).as("zeroed").isTrue();
                    fill(table, step + 1);
                    used.add(new Used(table, step + 1));
                } else if (!used.isEmpty()) {
                    Used freed = used.remove(random.nextInt(used.size()));
                    assertThat(all(freed.table, freed.value))
                            .as("kept by nobody else")
                            .isTrue();
                    space.free(freed.table);
                }
            }
            used.forEach(last -> assertThat(all(last.table, last.value)).isTrue());
        }
    }

    @Test
    void memoryThatATableGivesBackServesTheNext() {
        try (TableSpace space = new TableSpace(new MemoryLimit(Long.MAX_VALUE))) {
            IntTable first = space.ints(3 << 20);
            long address = first.address;
            space.free(first);
            IntTable second = space.unsetInts(2 << 20);
            IntTable third = space.unsetInts(1 << 20);

            assertThat(LinuxPages.SUPPORTED ? second.address : address).isEqualTo(address);
            assertThat(LinuxPages.SUPPORTED ? third.address : address + (8L << 20))
                    .as("the rest of it")
                    .isEqualTo(address + (8L << 20));
            assertThat(space.peakBytes()).isEqualTo(12L << 20);
        }
    }

    @Test
    void aFreedTableHasNoElements() {
        try (TableSpace space = new TableSpace(new MemoryLimit(Long.MAX_VALUE))) {
            IntTable ints = space.ints(10);
            space.free(ints);

            assertThat(ints.length()).isZero();
            assertThatThrownBy(() -> ints.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> ints.set(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void boundsAreChecked() {
        try (TableSpace space = new TableSpace(new MemoryLimit(Long.MAX_VALUE))) {
            LongTable longs = space.longs(3);
            ByteTable bytes = space.bytes(3);

            assertThatThrownBy(() -> longs.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> longs.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.seen(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static void fill(LongTable table, long value) {
        for (long i = 0; i < table.length(); i++) {
            table.set(i, value);
        }
    }

    private static boolean all(LongTable table, long value) {
        for (long i = 0; i < table.length(); i++) {
            if (table.get(i) != value) {
                return false;
            }
        }
        return true;
    }
}
