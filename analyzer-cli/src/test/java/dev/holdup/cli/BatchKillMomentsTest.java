package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// A run over an archive of which somebody is killed at a random moment shows whole results or none, and the next one
/// does the rest: every incident is there once, as if nothing had been. `BatchTest` has some such moments in each
/// check.
@EnabledIfEnvironmentVariable(named = "HOLDUP_ALL_KILLS", matches = ".+", disabledReason = "only with --all-kills")
class BatchKillMomentsTest {
    private static final int KILLS = 51;
    /// Where other programs take the processors, a run's length varies, and more moments come too late.
    private static final int MOST_RUNS = 6 * KILLS;
    private static final int INCIDENTS = 5;

    @TempDir
    private Path folder;

    /// Who is killed.
    private enum Victim {
        WORKER,
        RUN,
        ALL
    }

    @Test
    void everyIncidentIsThereOnceWhoeverIsKilled() throws Exception {
        HardKills kills = new HardKills(folder);
        Path archive = folder.resolve("archive");
        int incidents = BatchArchive.write(archive, INCIDENTS).incidents();
        long millis = kills.runToItsEnd(List.of("batch", archive.toString(), "-o", "whole", "--at-once", "2"));
        Map<String, String> whole = BatchArchive.results(folder.resolve("whole"));
        List<String> command = List.of("batch", archive.toString(), "-o", "out", "--at-once", "2");
        Path out = folder.resolve("out");
        int killed = 0;
        int moment = 0;
        // What is left of a run that was killed takes less.
        for (long left = millis; killed < KILLS; moment++) {
            assertThat(moment).as("runs for " + killed + " kills").isLessThan(MOST_RUNS);
            Victim victim = Victim.values()[killed % Victim.values().length];
            Process run = kills.start(command);
            run.waitFor(kills.within(left), TimeUnit.MILLISECONDS);
            left = left / 2;
            boolean wasThere = switch (victim) {
                case WORKER ->
                    run.descendants()
                            .findFirst()
                            .map(ProcessHandle::destroyForcibly)
                            .orElse(false);
                case RUN -> HardKills.killAlone(run);
                case ALL -> HardKills.killAll(run);
            };
            killed += wasThere ? 1 : 0;
            if (Files.exists(out)) {
                assertThat(whole).as(victim + " " + moment).containsAllEntriesOf(shown(out));
            }
            if (victim == Victim.WORKER) {
                // Another one takes its place.
                kills.awaitGoodEnd(run);
            } else if (kills.random().nextBoolean()) {
                kills.runToItsEnd(command);
            } else {
                // The next one is killed where this one has come to.
                continue;
            }
            assertThat(BatchArchive.results(out)).as(victim + " " + moment).isEqualTo(whole);
            assertThat(BatchArchive.idsInTable(out)).hasSize(incidents).doesNotHaveDuplicates();
            assertThat(HardKills.files(out))
                    .filteredOn(name -> name.startsWith("."))
                    .containsExactly(".lock");
            assertThat(out.resolve(".work")).isEmptyDirectory();
            assertThat(HardKills.files(kills.temporary())).isEmpty();
            HardKills.clear(out);
            left = millis;
        }
        System.err.println(killed + " of " + moment + " runs were killed before their end");
    }

    /// All that a reader takes for results.
    private static Map<String, String> shown(Path out) throws IOException {
        Map<String, String> shown = new TreeMap<>(BatchArchive.results(out));
        shown.keySet().removeIf(name -> name.contains("/."));
        return shown;
    }
}
