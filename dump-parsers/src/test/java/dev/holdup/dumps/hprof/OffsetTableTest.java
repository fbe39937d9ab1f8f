package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetTableTest {

    @Test
    void holdsWhatAHashMapHolds() {
        Random random = new Random(7);
        Map<Long, Long> expected = new HashMap<>();
        OffsetTable table = new OffsetTable();
        for (int i = 0; i < 100_000; i++) {
            long id = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(50_000) * 8L;
            expected.put(id, i + 1L);
            table.put(id, i + 1L);
        }
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((id, offset) -> assertThat(table.get(id)).isEqualTo(offset));
        assertThat(table.get(-12_345)).isEqualTo(OffsetTable.NONE);
    }

    @Test
    void zeroIsAnIdAsAnyOther() {
        OffsetTable table = new OffsetTable();
        assertThat(table.get(0)).isEqualTo(OffsetTable.NONE);
        table.put(0, 31);
        assertThat(table.get(0)).isEqualTo(31);
        assertThat(table.size()).isEqualTo(1);
    }
}
