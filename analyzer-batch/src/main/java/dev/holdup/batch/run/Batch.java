package dev.holdup.batch.run;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.Stores;
import dev.holdup.batch.table.FleetTable;
import dev.holdup.report.FleetReport;
import dev.holdup.report.RecordJson;
import dev.holdup.report.UnreadableReportException;
import dev.holdup.report.fleet.FleetRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One run over an archive: what is not done yet is analysed, then table and index are brought up to date.
///
/// The results alone are its memory: an incident whose folder is there is done, the table has a row for each of these.
/// So a run that was ended anywhere is gone on with by the next.
public final class Batch {
    private static final Comparator<PlannedIncident> NEWEST_FIRST = Comparator.comparing(
                    PlannedIncident::time, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed()
            .thenComparing(PlannedIncident::name);

    private final FileStore output;
    private final String out;
    private final AnalysisChoice choice;

    public Batch(FileStore output, String out, AnalysisChoice choice) {
        this.output = output;
        this.out = out;
        this.choice = choice;
    }

    /// What became of a run.
    ///
    /// @param found incidents in the archive, copies of one another among them
    /// @param before that were done already
    /// @param copies with the same content as another one
    /// @param analysed now
    /// @param failed of these: nothing in their files could be analysed
    /// @param notDone names, with the reason, of those to which this run did not come
    /// @param verdicts of those that were analysed now: how many of each kind
    /// @param incidents among the results by now
    public record Summary(
            int found,
            int before,
            int copies,
            int analysed,
            int failed,
            Map<String, String> notDone,
            Map<String, Integer> verdicts,
            int incidents) {}

    /// Told how it gets on.
    public interface Onlooker {
        /// @param done 0 to 1
        void at(String phase, double done);
    }

    /// What of an archive is worked off.
    ///
    /// @param retryFailed whether incidents that failed before are tried again
    /// @param limit so many at most, the newest
    public record Extent(boolean retryFailed, int limit) {}

    public Summary run(List<PlannedIncident> planned, BatchEngine engine, Extent extent, Onlooker onlooker)
            throws IOException, InterruptedException {
        onlooker.at("looking at what is done", 0);
        DoneWork done = DoneWork.in(output, out, choice.key());
        if (extent.retryFailed()) {
            forgetFailed(done);
            done = DoneWork.in(output, out, choice.key());
        }
        List<PlannedIncident> left = new ArrayList<>();
        for (PlannedIncident incident : planned) {
            if (!done.has(incident)) {
                left.add(incident);
            }
        }
        int before = planned.size() - left.size();
        Distinct distinct = distinct(left, done, engine, onlooker);
        List<PlannedIncident> largestFirst = distinct.incidents().stream()
                .sorted(NEWEST_FIRST)
                .limit(extent.limit())
                .sorted(Comparator.comparingLong(PlannedIncident::bytes)
                        .reversed()
                        .thenComparing(PlannedIncident::name))
                .toList();
        Ended ended = new Ended(largestFirst, onlooker);
        if (!largestFirst.isEmpty()) {
            engine.run(largestFirst, ended);
        }
        for (Map.Entry<PlannedIncident, String> copy : distinct.idByCopy().entrySet()) {
            IncidentTask.noteAnotherPlace(copy.getKey(), output, out, copy.getValue());
        }
        onlooker.at("writing table and index", 1);
        TreeMap<String, FleetRow> rows = done.rowById();
        rows.putAll(ended.rowById);
        FleetTable table = new FleetTable(output, Stores.below(out, "table"));
        table.bringUpToDate(rows.values());
        writeIndex(List.copyOf(rows.values()));
        return new Summary(
                planned.size(),
                before,
                distinct.idByCopy().size() + ended.alreadyDone,
                ended.analysed.size(),
                (int) ended.analysed.stream()
                        .filter(row -> row.status().equals(FleetRow.FAILED))
                        .count(),
                ended.notDone,
                ended.verdicts(),
                rows.size());
    }

    private void writeIndex(List<FleetRow> rows) throws IOException {
        output.write(Stores.below(out, "index.html"), FleetReport.html(rows).getBytes(StandardCharsets.UTF_8));
        output.write(Stores.below(out, "index.md"), FleetReport.markdown(rows).getBytes(StandardCharsets.UTF_8));
    }

    private void forgetFailed(DoneWork done) throws IOException {
        for (FleetRow row : done.rowById().values()) {
            if (row.status().equals(FleetRow.FAILED)) {
                output.delete(IncidentTask.folderOf(out, row.incident()));
            }
        }
    }

    private record Distinct(List<PlannedIncident> incidents, Map<PlannedIncident, String> idByCopy) {}

    /// Only files of the same size can be copies of one another, so only these are hashed before their analysis.
    private static Distinct distinct(List<PlannedIncident> left, DoneWork done, BatchEngine engine, Onlooker onlooker)
            throws IOException, InterruptedException {
        Map<List<Long>, List<PlannedIncident>> bySizes = new HashMap<>();
        left.forEach(incident -> bySizes.computeIfAbsent(incident.sizes(), _ -> new ArrayList<>())
                .add(incident));
        Set<PlannedIncident> alike = new HashSet<>();
        bySizes.values().stream().filter(same -> same.size() > 1).forEach(alike::addAll);
        List<PlannedIncident> compared = left.stream().filter(alike::contains).toList();
        if (compared.isEmpty()) {
            return new Distinct(left, Map.of());
        }
        onlooker.at("looking for copies", 0);
        List<@Nullable String> ids = engine.identify(compared);
        Map<PlannedIncident, @Nullable String> idByIncident = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            idByIncident.put(compared.get(i), ids.get(i));
        }
        List<PlannedIncident> incidents = new ArrayList<>();
        Map<PlannedIncident, String> idByCopy = new HashMap<>();
        Set<String> seen = new HashSet<>(done.currentIds());
        for (PlannedIncident incident : left) {
            String id = idByIncident.get(incident);
            if (id == null || seen.add(id)) {
                incidents.add(incident);
            } else {
                idByCopy.put(incident, id);
            }
        }
        return new Distinct(incidents, idByCopy);
    }

    /// Collects what the engine tells.
    private static final class Ended implements BatchEngine.Onlooker {
        private final Onlooker onlooker;
        private final double weight;
        private final int incidents;
        private final Map<String, FleetRow> rowById = new HashMap<>();
        private final List<FleetRow> analysed = new ArrayList<>();
        private final TreeMap<String, String> notDone = new TreeMap<>();
        private int alreadyDone;
        private int count;

        Ended(List<PlannedIncident> incidents, Onlooker onlooker) {
            this.onlooker = onlooker;
            this.incidents = incidents.size();
            this.weight =
                    incidents.stream().mapToDouble(PlannedIncident::weight).sum();
        }

        @Override
        public void at(double weightDone) {
            onlooker.at("incidents, " + count + " of " + incidents + " done", weightDone / weight);
        }

        @Override
        public void ended(PlannedIncident incident, IncidentTask.Result result) {
            count++;
            try {
                FleetRow row = RecordJson.read(result.incident(), result.row(), FleetRow.class);
                rowById.put(row.incident(), row);
                if (result.analysed()) {
                    analysed.add(row);
                } else {
                    alreadyDone++;
                }
            } catch (UnreadableReportException garbled) {
                notDone(incident, String.valueOf(garbled.getMessage()));
            }
        }

        @Override
        public void notDone(PlannedIncident incident, String because) {
            notDone.put(incident.name(), because);
        }

        Map<String, Integer> verdicts() {
            TreeMap<String, Integer> verdicts = new TreeMap<>();
            for (FleetRow row : analysed) {
                String kind = row.verdict();
                if (kind != null) {
                    verdicts.merge(kind, 1, Integer::sum);
                }
            }
            return verdicts;
        }
    }
}
