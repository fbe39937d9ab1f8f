package dev.holdup.server.web;

import dev.holdup.server.access.Caller;
import dev.holdup.server.access.Role;
import dev.holdup.server.content.Sha256;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Idempotency;
import dev.holdup.server.store.Incident;
import dev.holdup.server.store.IncidentQuery;
import dev.holdup.server.store.IncidentRow;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.StoredReport;
import dev.holdup.server.store.Upload;
import dev.holdup.server.store.UploadStore;
import dev.holdup.server.upkeep.RetentionPolicy;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Incidents: made, listed, described, analysed again, cancelled, deleted.
record IncidentRoutes(
        IncidentStore incidents,
        IncidentSearch search,
        UploadStore uploads,
        Intake intake,
        JobQueue queue,
        KeptHeaps heaps,
        Idempotency idempotency,
        RetentionPolicy retention) {
    static final String INCIDENT = "/api/incidents/{id}";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Set<String> NO_SIGNATURE = Set.of("healthy", "inconclusive");
    private static final int SIMILAR = 20;
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    void addTo(RoutesConfig routes) {
        routes.get("/api/incidents", this::list, Role.READ);
        routes.post("/api/incidents", this::create, Role.UPLOAD);
        routes.get(INCIDENT, this::show, Role.UPLOAD);
        routes.put(INCIDENT, this::describe, Role.READ);
        routes.delete(INCIDENT, this::delete, Role.ADMIN);
        routes.get(INCIDENT + "/similar", this::similar, Role.READ);
        routes.post(INCIDENT + "/analysis", this::analyse, Role.READ);
        routes.delete(INCIDENT + "/analysis", this::cancel, Role.READ);
        routes.put(INCIDENT + "/pin", request -> pin(request, true), Role.READ);
        routes.delete(INCIDENT + "/pin", request -> pin(request, false), Role.READ);
    }

    /// @param next to be given as `after` for the next page; null on the last one
    private record Page(List<IncidentView> items, @Nullable String next) {}

    private void list(Context request) throws Problem {
        int limit = Pages.limit(request.queryParam("limit"), PAGE, LARGEST_PAGE);
        String after = request.queryParam("after");
        IncidentQuery.Cursor cursor = after == null ? null : IncidentQuery.Cursor.of(after);
        if (after != null && cursor == null) {
            throw Problem.badRequest("after must be what an earlier page gave as next.");
        }
        List<IncidentRow> rows = search.list(new IncidentQuery(
                Pages.given(request, "q"),
                Pages.given(request, "service"),
                Pages.given(request, "kind"),
                Pages.given(request, "category"),
                Pages.given(request, "state"),
                Pages.given(request, "tag"),
                cursor,
                limit));
        List<IncidentRow> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = null;
        if (rows.size() > limit) {
            Incident last = shown.getLast().incident();
            next = IncidentQuery.Cursor.of(last).toString();
        }
        List<IncidentView> items = shown.stream()
                .map(row -> IncidentView.of(row, queue.progressOf(row.incident().id()), null, null))
                .toList();
        Answers.json(request, 200, new Page(items, next));
    }

    private void create(Context request) throws IOException, Problem {
        if (!queue.hasRoom()) {
            throw new Problem(503, "queue-full", "Too many incidents wait to be analysed: try again later.");
        }
        JsonBody body = JsonBody.of(request);
        Incident.Draft draft = body.draft();
        String key = request.header("Idempotency-Key");
        String label = body.label();
        String id;
        if (label != null) {
            id = incidents.labelled(label, draft).id();
        } else if (key == null) {
            id = incidents.create(draft, null).id();
        } else if (!KEY.matcher(key).matches()) {
            throw Problem.badRequest("Idempotency-Key must have 1 to 200 printable characters.");
        } else {
            try {
                id = idempotency.incident(key, Sha256.hexOf(body.bytes()), draft);
            } catch (Idempotency.DifferentRequestException other) {
                throw new Problem(
                        422,
                        "idempotency-key-reused",
                        "This Idempotency-Key was used with another body: take a new one.");
            }
        }
        request.header("Location", "/api/incidents/" + id);
        Answers.json(request, 201, view(request, id));
    }

    private void show(Context request) throws IOException, Problem {
        Answers.json(request, 200, view(request, request.pathParam("id")));
    }

    private IncidentView view(Context request, String id) throws IOException, Problem {
        IncidentRow row = search.find(id).orElseThrow(() -> Problem.notFound("incident"));
        List<IncidentView.UploadView> coming = new ArrayList<>();
        for (Upload upload : uploads.openOf(id)) {
            coming.add(new IncidentView.UploadView(upload.id(), upload.name(), upload.bytes(), intake.offset(upload)));
        }
        List<DumpFile> files = uploads.filesOf(id);
        IncidentView view = IncidentView.of(
                        row,
                        queue.progressOf(id),
                        files.stream().map(IncidentView.FileView::of).toList(),
                        coming)
                .kept(KeepingView.of(row.incident(), files, retention));
        return Caller.of(request).may(Role.READ) ? view : view.forUploaders();
    }

    /// Those that were seen before with the same signature. Nothing wrong is no signature.
    private void similar(Context request) throws Problem {
        IncidentRow row = search.find(request.pathParam("id")).orElseThrow(() -> Problem.notFound("incident"));
        StoredReport report = row.report();
        List<IncidentRow> others =
                report == null || NO_SIGNATURE.contains(report.kind()) ? List.of() : search.similar(report, SIMILAR);
        List<IncidentView> items = others.stream()
                .map(other -> IncidentView.of(other, null, null, null))
                .toList();
        Answers.json(request, 200, new Page(items, null));
    }

    private void describe(Context request) throws IOException, Problem {
        String id = request.pathParam("id");
        if (!incidents.describe(id, JsonBody.of(request).draft())) {
            throw Problem.notFound("incident");
        }
        Answers.json(request, 200, view(request, id));
    }

    private void delete(Context request) throws IOException, Problem {
        String id = request.pathParam("id");
        queue.cancel(id, "The incident was deleted.");
        if (!intake.delete(id)) {
            throw Problem.notFound("incident");
        }
        heaps.forget(id);
        request.status(204);
    }

    private void analyse(Context request) throws IOException, Problem {
        String id = request.pathParam("id");
        IncidentView view = view(request, id);
        if (view.files() == null || view.files().isEmpty()) {
            throw new Problem(409, "no-files", "The incident has no file yet: upload one.");
        }
        if (view.files().stream().allMatch(file -> file.goneAt() != null)) {
            throw new Problem(409, "files-gone", "The incident's files are gone: upload them again.");
        }
        if (!queue.hasRoom()) {
            throw new Problem(503, "queue-full", "Too many incidents wait to be analysed: try again later.");
        }
        if (!view.state().equals("queued") && !view.state().equals("running")) {
            queue.request(id);
        }
        Answers.json(request, 202, view(request, id));
    }

    private void pin(Context request, boolean pinned) throws IOException, Problem {
        String id = request.pathParam("id");
        if (!incidents.pin(id, pinned)) {
            throw Problem.notFound("incident");
        }
        Answers.json(request, 200, view(request, id));
    }

    private void cancel(Context request) throws IOException, Problem {
        String id = request.pathParam("id");
        view(request, id);
        if (!queue.cancel(id, "Somebody cancelled it.")) {
            throw new Problem(409, "not-running", "The incident's analysis neither runs nor waits.");
        }
        Answers.json(request, 202, view(request, id));
    }
}
