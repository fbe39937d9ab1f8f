package dev.holdup.server.web;

import dev.holdup.report.ReportFormat;
import dev.holdup.server.access.Role;
import dev.holdup.server.content.Depot;
import dev.holdup.server.store.IncidentRow;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.StoredReport;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// The report's files, as the analysis wrote them.
record ReportRoutes(IncidentSearch search, Depot depot) {
    void addTo(RoutesConfig routes) {
        for (ReportFormat format : ReportFormat.values()) {
            routes.get(
                    IncidentRoutes.INCIDENT + "/report" + format.fileEnding(),
                    request -> send(request, format),
                    Role.READ);
        }
    }

    private void send(Context request, ReportFormat format) throws IOException, Problem {
        String id = request.pathParam("id");
        IncidentRow row = search.find(id).orElseThrow(() -> Problem.notFound("incident"));
        StoredReport report = row.report();
        if (report == null) {
            throw new Problem(404, "no-report", "The incident has no report yet: its state tells how far it is.");
        }
        try {
            request.result(depot.report(report.folder(), "report" + format.fileEnding()));
        } catch (NoSuchFileException replaced) {
            throw new Problem(404, "no-report", "The report has just been replaced: ask again.");
        }
        SandboxedFile.headers(request, format, "holdup-" + id);
    }
}
