package dev.holdup.server.web;

import dev.holdup.analysis.comparison.Comparer;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ComparisonReport;
import dev.holdup.report.JsonReport;
import dev.holdup.report.ReportFormat;
import dev.holdup.report.UnreadableReportException;
import dev.holdup.server.access.Role;
import dev.holdup.server.content.Depot;
import dev.holdup.server.store.IncidentRow;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.StoredReport;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Two incidents beside each other, by their reports. The last ones that were asked for are remembered.
final class ComparisonRoutes {
    private static final long REMEMBERED_BYTES = 16L << 20;

    private final IncidentSearch search;
    private final Depot depot;
    private final String toolVersion;
    /// Reports are large while they are compared.
    private final Semaphore atOnce = new Semaphore(2);

    private final Map<Key, byte[]> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private long rememberedBytes;

    /// @param then and now: names of the reports' folders, which a new analysis changes
    private record Key(String then, String now, ReportFormat format) {}

    ComparisonRoutes(IncidentSearch search, Depot depot, String toolVersion) {
        this.search = search;
        this.depot = depot;
        this.toolVersion = toolVersion;
    }

    void addTo(RoutesConfig routes) {
        for (ReportFormat format : ReportFormat.values()) {
            routes.get(
                    IncidentRoutes.INCIDENT + "/comparison/{other}/report" + format.fileEnding(),
                    request -> send(request, format),
                    Role.READ);
        }
    }

    private void send(Context request, ReportFormat format) throws IOException, Problem {
        IncidentRow then = incident(request.pathParam("id"));
        IncidentRow now = incident(request.pathParam("other"));
        request.result(compared(then, now, format));
        SandboxedFile.headers(
                request,
                format,
                "holdup-" + then.incident().id() + "-" + now.incident().id());
    }

    private IncidentRow incident(String id) throws Problem {
        return search.find(id).orElseThrow(() -> Problem.notFound("incident"));
    }

    private byte[] compared(IncidentRow then, IncidentRow now, ReportFormat format) throws IOException, Problem {
        Key key = new Key(report(then).folder(), report(now).folder(), format);
        synchronized (remembered) {
            byte[] known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        atOnce.acquireUninterruptibly();
        try {
            // Titles are what their readers know them by.
            Comparison comparison = Comparer.compare(
                    then.incident().title(),
                    read(key.then()),
                    now.incident().title(),
                    read(key.now()),
                    new IncidentReport.Tool("holdup", toolVersion));
            StringWriter out = new StringWriter();
            ComparisonReport.write(comparison, format, out);
            byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
            remember(key, bytes);
            return bytes;
        } finally {
            atOnce.release();
        }
    }

    private void remember(Key key, byte[] bytes) {
        synchronized (remembered) {
            if (remembered.put(key, bytes) == null) {
                rememberedBytes += bytes.length;
            }
            Iterator<byte[]> oldest = remembered.values().iterator();
            while (rememberedBytes > REMEMBERED_BYTES && oldest.hasNext()) {
                rememberedBytes -= oldest.next().length;
                oldest.remove();
            }
        }
    }

    private static StoredReport report(IncidentRow row) throws Problem {
        StoredReport report = row.report();
        if (report == null) {
            throw new Problem(404, "no-report", "One of the incidents has no report yet: wait for its analysis.");
        }
        return report;
    }

    private IncidentReport read(String folder) throws IOException, Problem {
        try {
            return JsonReport.read("report.json", depot.report(folder, "report.json"));
        } catch (NoSuchFileException replaced) {
            throw new Problem(404, "no-report", "The report has just been replaced: ask again.");
        } catch (UnreadableReportException older) {
            throw new Problem(409, "report-unreadable", "One of the reports is of another version: analyze it again.");
        }
    }
}
