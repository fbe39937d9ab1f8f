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
                "incidents/.a." + killed + ".old/report.json",
                "incidents/.b." + killed + ".tmp/report.json",
                "incidents/a/.incident.json." + killed + ".tmp",
                "table/month=2026-11/.rows.csv." + killed + ".tmp")) {
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
    void asLongAsARunWritesThereNoOtherMayAndNothingIsRemoved() throws Exception {
        try (LocalResults first = LocalResults.open(out)) {
            assertThat(first).isNotNull();
            Path half = Files.write(out.resolve(".index.html." + UUID.randomUUID() + ".tmp"), CONTENT);

            assertThat(LocalResults.open(out)).isNull();
            assertThat(half).exists();
        }
    }
}
