package dev.holdup.batch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.holdup.batch.store.LocalStore;
import dev.holdup.batch.store.StoredFile;
import dev.holdup.dumps.DumpPeek.Kind;
import dev.holdup.samples.archive.MixedArchive;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken as a dump, told by content.
class DiscoveryTest {
    @TempDir
    private Path folder;

    private List<FoundDump> found() throws Exception {
        LocalStore store = new LocalStore();
        return new Discovery(store).in(store.list(folder.toString())).dumps();
    }

    @Test
    void aMixedArchiveHasAsManyIncidentsAsWereWritten() throws Exception {
        MixedArchive.Written written = new MixedArchive(folder, 64).write(20);

        List<PlannedIncident> incidents = new Grouping(null, Duration.ofMinutes(10)).of(found());

        assertThat(incidents).hasSize(written.incidents() + written.copies());
        assertThat(incidents)
                .filteredOn(each -> each.files().getFirst().name().contains("both.zip"))
                .extracting(PlannedIncident::name, PlannedIncident::service)
                .containsExactly(
                        tuple("search/incident-6/both.zip/a/threads.txt", "search"),
                        tuple("search/incident-6/both.zip/b/threads.txt", "search"),
                        tuple("shop/incident-16/both.zip/a/threads.txt", "shop"),
                        tuple("shop/incident-16/both.zip/b/threads.txt", "shop"));
    }

    @Test
    void namesDoNotMatterUnlessTheyPromiseADump() throws Exception {
        String dump = ThreadDumpText.ofJdk25().date("2026-11-03 10:15:30").text();
        write("notes.md", "threads are nice");
        write("app.log", "12:00 started\n" + "x".repeat(5_000) + "\n" + dump);
        write("heap.hprof", "garbage");
        write("data.bin", "\0\1garbage");
        write("half.hprof.part", "JAVA PROFILE 1.0.2");

        assertThat(found())
                .extracting(FoundDump::name, FoundDump::kind)
                .containsExactly(tuple("app.log", Kind.THREADS), tuple("heap.hprof", Kind.OTHER));
        assertThat(found().getFirst().capturedAt()).isEqualTo("2026-11-03T10:15:30Z");
    }

    @Test
    void whatIsStillWrittenIsKnownByItsName() {
        for (String name : List.of("a/heap.hprof.part", "heap.hprof.tmp", "~heap.hprof", "heap.hprof.filepart")) {
            assertThat(Discovery.isUnfinished(new StoredFile(name, name, 1, 1)))
                    .as(name)
                    .isTrue();
        }
        assertThat(Discovery.isUnfinished(new StoredFile("part/heap.hprof", "", 1, 1)))
                .isFalse();
    }

    private void write(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    }
}
