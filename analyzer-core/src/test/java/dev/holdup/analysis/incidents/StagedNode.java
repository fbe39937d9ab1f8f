package dev.holdup.analysis.incidents;

import dev.holdup.analysis.findings.Verdict;
import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.ErlangStaging;
import dev.holdup.samples.incidents.Scale;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sick Erlang node's row in the table; what its report has to say is tested beside the analysis of crash dumps.
final class StagedNode {
    private static final String ONE_DUMP = "–";

    private StagedNode() {}

    static String row(ErlangIncident incident, Path parent) throws Exception {
        Path folder = parent.resolve(incident.name());
        ErlangStaging.stage(incident, folder, Scale.SMALL);
        JsonNode expected = JsonMapper.shared().readTree(folder.resolve("expected.json"));
        Verdict verdict = StagedIncident.analyze(List.of(folder.resolve("erl_crash.dump")))
                .verdict();
        return IncidentTable.row(
                incident.name(),
                expected,
                verdict.retainedBytes(),
                List.of(IncidentTable.outcome(expected, verdict), ONE_DUMP, ONE_DUMP));
    }
}
