package dev.holdup.server.deeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    @TempDir
    private Path root;

    private void kept(String incidentId, int heapBytes, int dumpBytes, long usedAtSecond) throws IOException {
        Path folder = Files.createDirectory(root.resolve(incidentId));
        Files.write(folder.resolve("heap"), new byte[heapBytes]);
        Files.write(folder.resolve("dump"), new byte[dumpBytes]);
        Files.setLastModifiedTime(folder.resolve("heap"), FileTime.from(Instant.ofEpochSecond(usedAtSecond)));
    }

    @Test
    void thoseUsedLongestAgoHaveToGoUntilTheOthersFit() throws Exception {
        kept("a", 50, 50, 300);
        kept("b", 100, 0, 100);
        kept("c", 100, 0, 200);
        assertThat(new Shelf(root, 300).tooMany("a")).isEmpty();
        assertThat(new Shelf(root, 299).tooMany("a")).containsExactly("b");
        assertThat(new Shelf(root, 100).tooMany("a")).containsExactly("b", "c");
    }

    @Test
    void theOneThatWasMadeLastStays() throws Exception {
        kept("old", 100, 0, 300);
        kept("made", 100, 0, 100);
        assertThat(new Shelf(root, 150).tooMany("made")).containsExactly("old");
    }

    @Test
    void aDumpThatHasAnotherNameTakesNothing() throws Exception {
        kept("a", 50, 70, 1);
        assertThat(Shelf.bytes(new Shelf(root, 0).of("a"))).isEqualTo(120);
        Files.createLink(root.resolve("content"), root.resolve("a").resolve("dump"));
        assertThat(Shelf.bytes(new Shelf(root, 0).of("a"))).isEqualTo(50);
    }

    @Test
    void whatIsNoKeptHeapCountsAsNoneAndNoNameLeadsOutOfTheFolder() throws Exception {
        kept("a", 5000, 10, 1);
        Shelf shelf = new Shelf(root, 1 << 20);
        assertThat(shelf.has("a", "ab".repeat(32))).isFalse();
        assertThat(shelf.has("b", "ab".repeat(32))).isFalse();
        assertThatThrownBy(() -> shelf.of("../a")).isInstanceOf(IllegalArgumentException.class);
        shelf.remove("a");
        assertThat(root).isEmptyDirectory();
    }
}
