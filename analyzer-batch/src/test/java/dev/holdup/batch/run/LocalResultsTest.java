package dev.holdup.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.batch.store.LocalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalResultsTest {
    private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path out;

    private List<String> there() throws Exception {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsRemovedByTheNextAndNothingElse() throws Exception {
        new LocalStore().write(out + "/incidents/a/report.json", CONTENT);
        new LocalStore().write(out + "/table/month=2026-11/rows.csv", CONTENT);
        new LocalStore().write(out + "/.kept/.name.tmp", CONTENT);
        new LocalStore().write(out + "/.hidden.of-somebody-else.tmp", CONTENT);
        List<String> whole = there();
        String killed = UUID.randomUUID().toString();
        for (String half : List.of(
                ".index.html." + killed + ".tmp",
                ".try." + killed + ".tmp",
                "incidents/.a." + killed + ".old/report.json",
                "incidents/.b." + killed + ".tmp/report.json",
                "incidents/a/.incident.json." + killed + ".tmp",
                "table/month=2026-11/.rows.csv." + killed + ".tmp",
                // In a container that is gone; by a process that had our number; by one that some other has now.
                ".work/1-0123456789ab-7/in/heap.hprof",
                ".work/" + LocalResults.ownPrefix().replaceAll("-[0-9a-f]+-$", "-00000000-") + "worker1/errors.log",
                ".work/1-" + LocalResults.ownPrefix().split("-", -1)[1] + "-00000000-3/in/heap.hprof")) {
            Files.createDirectories(out.resolve(half).getParent());
            Files.write(out.resolve(half), CONTENT);
        }

        try (LocalResults results = LocalResults.open(out)) {
            assertThat(results).isNotNull();
        }

        assertThat(there())
                .containsExactlyElementsOf(Stream.concat(Stream.of(".lock"), whole.stream())
                        .sorted()
                        .toList());
    }

    @Test
    void whereSeveralMayWorkOnlyWhatDeadProcessesLeftIsRemoved() throws Exception {
        String ours = LocalResults.ownPrefix();
        String before = ours.replaceAll("-[0-9a-f]+-$", "-00000000-");
        String dead = "999999999" + ours.substring(ours.indexOf('-'));
        String elsewhere = "999999999-another.host-00000000-";
        for (String each : List.of(ours, before, dead, elsewhere)) {
            Files.createDirectories(out.resolve(each + "1"));
        }

        LocalResults.removeDead(out);

        assertThat(out.resolve(ours + "1")).exists();
        assertThat(out.resolve(elsewhere + "1")).exists();
        assertThat(out.resolve(before + "1")).doesNotExist();
        assertThat(out.resolve(dead + "1")).doesNotExist();
    }

    @Test
    void asLongAsARunWritesThereNoOtherMayAndNothingIsRemoved() throws Exception {
        try (LocalResults first = LocalResults.open(out)) {
            assertThat(first).isNotNull();
            Path half = Files.write(out.resolve(".index.html." + UUID.randomUUID() + ".tmp"), CONTENT);

            assertThat(LocalResults.open(out)).isNull();
            assertThat(half).exists();
        }
    }
}
