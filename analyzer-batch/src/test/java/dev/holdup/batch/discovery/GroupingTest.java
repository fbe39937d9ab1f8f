package dev.holdup.batch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdup.dumps.DumpPeek.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which files are one incident.
class GroupingTest {
    private static final Grouping USUAL = new Grouping(null, Duration.ofMinutes(10));

    @Test
    void aHeapDumpAndTheThreadDumpsAroundItAreOneIncident() {
        assertThat(names(
                        USUAL,
                        heap("shop/7/heap.hprof", "10:00:00"),
                        threads("shop/7/t1.txt", "09:59:50"),
                        threads("shop/7/t2.txt", "10:00:30")))
                .containsExactly("shop/7/heap.hprof shop/7/t1.txt shop/7/t2.txt");
    }

    @Test
    void whatWasTakenMuchLaterInTheSameFolderIsAnother() {
        assertThat(names(
                        USUAL,
                        threads("a.txt", "10:00:00"),
                        threads("b.txt", "10:09:00"),
                        threads("c.txt", "10:18:00"),
                        threads("d.txt", "10:40:00")))
                .containsExactly("a.txt b.txt c.txt", "d.txt");
    }

    @Test
    void eachHeapDumpHasTheThreadDumpsNearestToIt() {
        assertThat(names(
                        USUAL,
                        heap("1.hprof", "10:00:00"),
                        heap("2.hprof", "10:08:00"),
                        threads("x.txt", "10:03:00"),
                        threads("y.txt", "10:05:00")))
                .containsExactly("1.hprof x.txt", "2.hprof y.txt");
    }

    @Test
    void foldersAndProcessesAreToldApart() {
        assertThat(names(
                        USUAL,
                        threads("a/t_pid11.txt", "10:00:00"),
                        threads("a/t_pid12.txt", "10:00:00"),
                        threads("b/t_pid11.txt", "10:00:00")))
                .containsExactly("a/t_pid11.txt", "a/t_pid12.txt", "b/t_pid11.txt");
    }

    @Test
    void aThreadDumpWithoutATimeGoesToTheOnlyHeapDumpOfItsFolder() {
        assertThat(names(USUAL, heap("heap.hprof", "10:00:00"), threads("jstack.txt", null)))
                .containsExactly("heap.hprof jstack.txt");
    }

    @Test
    void aNameTellsTheTimeWhereTheDumpDoesNot() {
        PlannedIncident incident = USUAL.of(List.of(threads("threads-2026-11-03T10-15-00.txt", null)))
                .getFirst();

        assertThat(incident.time()).isEqualTo("2026-11-03T10:15:00Z");
    }

    @Test
    void namedGroupsOfAPatternSayWhatIsOneIncident() {
        Grouping byName = new Grouping(GroupBy.of("(?<host>web\\d)-(?<service>[a-z]+)_"), Duration.ofMinutes(10));
        List<PlannedIncident> incidents = byName.of(List.of(
                threads("x/web1-shop_a.txt", "10:00:00"),
                threads("y/web1-shop_b.txt", "10:01:00"),
                threads("x/web2-shop_a.txt", "10:00:00")));

        assertThat(incidents)
                .extracting(
                        PlannedIncident::host,
                        PlannedIncident::service,
                        each -> each.files().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("web1", "shop", 2),
                        org.assertj.core.groups.Tuple.tuple("web2", "shop", 1));
    }

    @Test
    void aPatternWithoutAGroupThatIsKnownIsRefusedWithTheGroupsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupBy.of("(?<team>.*)"))
                .withMessageContaining("'team'")
                .withMessageContaining("service");
        assertThatIllegalArgumentException().isThrownBy(() -> GroupBy.of("(")).withMessageContaining("regular");
    }

    private static List<String> names(Grouping grouping, FoundDump... dumps) {
        return grouping.of(Arrays.asList(dumps)).stream()
                .map(incident -> String.join(
                        " ", incident.files().stream().map(FoundDump::name).toList()))
                .toList();
    }

    private static FoundDump heap(String name, String clock) {
        return dump(name, Kind.HEAP, clock);
    }

    private static FoundDump threads(String name, @Nullable String clock) {
        return dump(name, Kind.THREADS, clock);
    }

    private static FoundDump dump(String name, Kind kind, @Nullable String clock) {
        return new FoundDump(
                name, name, -1, 10, 0, null, kind, clock == null ? null : Instant.parse("2026-11-03T" + clock + "Z"));
    }
}
