package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import dev.holdup.server.content.Checksum;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.store.Incident;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.Upload;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/// Uploads that can be interrupted: the tus protocol 1.0.0 with creation, checksum and termination.
/// Source: https://tus.io/protocols/resumable-upload
record TusRoutes(Intake intake, IncidentStore incidents, JobQueue queue, long fileBytes) {
    private static final String VERSION = "1.0.0";
    private static final String UPLOADS = "/api/uploads";
    private static final String UPLOAD = "/api/uploads/{id}";
    private static final int CHECKSUM_MISMATCH = 460;

    void addTo(RoutesConfig routes) {
        routes.options(UPLOADS, this::options, Role.ANYONE);
        routes.options(UPLOAD, this::options, Role.ANYONE);
        routes.post(UPLOADS, this::create, Role.UPLOAD);
        routes.head(UPLOAD, this::head, Role.UPLOAD);
        routes.patch(UPLOAD, this::patch, Role.UPLOAD);
        routes.delete(UPLOAD, this::terminate, Role.UPLOAD);
    }

    private void options(Context request) {
        request.header("Tus-Resumable", VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,checksum,termination")
                .header("Tus-Max-Size", Long.toString(fileBytes))
                .header("Tus-Checksum-Algorithm", Checksum.algorithms())
                .status(204);
    }

    private static void checkVersion(Context request) throws Problem {
        request.header("Tus-Resumable", VERSION);
        if (!VERSION.equals(request.header("Tus-Resumable"))) {
            request.header("Tus-Version", VERSION);
            throw new Problem(
                    412, "tus-version", "This server speaks tus " + VERSION + ": send Tus-Resumable: " + VERSION + ".");
        }
    }

    private void create(Context request) throws IOException, Problem, NoRoomException {
        checkVersion(request);
        if (!queue.hasRoom()) {
            throw new Problem(503, "queue-full", "Too many incidents wait to be analysed: try again later.");
        }
        long length = number(request, "Upload-Length");
        Map<String, String> metadata = TusMetadata.of(request.header("Upload-Metadata"));
        String name = Labels.fileName(metadata.get("filename"));
        String incident = metadata.get("incident");
        String label = metadata.get("label");
        boolean isNew = incident == null && label == null;
        if (incident != null) {
            incident = incidents
                    .find(incident)
                    .orElseThrow(() -> Problem.notFound("incident"))
                    .id();
        } else if (label != null) {
            incident = incidents
                    .labelled(Labels.label(label), Incident.Draft.titled(label))
                    .id();
        } else {
            incident = incidents.create(Incident.Draft.titled(name), null).id();
        }
        try {
            Upload upload = intake.begin(incident, name, length);
            request.header("Location", UPLOADS + "/" + upload.id());
            request.header("Holdup-Incident", incident);
            request.status(201);
        } catch (NoRoomException | IOException refused) {
            if (isNew) {
                intake.delete(incident);
            }
            throw refused;
        }
    }

    private void head(Context request) throws IOException, Problem {
        checkVersion(request);
        request.header("Cache-Control", "no-store");
        Upload upload = intake.find(request.pathParam("id")).orElseThrow(() -> Problem.notFound("upload"));
        request.header("Upload-Offset", Long.toString(intake.offset(upload)));
        request.header("Upload-Length", Long.toString(upload.bytes()));
        request.header("Holdup-Incident", upload.incidentId());
        request.status(200);
    }

    private void patch(Context request) throws IOException, Problem, NoRoomException {
        checkVersion(request);
        if (!"application/offset+octet-stream".equals(request.contentType())) {
            throw new Problem(
                    415, "unsupported-media-type", "Send parts of an upload as application/offset+octet-stream.");
        }
        long offset = number(request, "Upload-Offset");
        String given = request.header("Upload-Checksum");
        Checksum checksum = null;
        if (given != null) {
            checksum = Checksum.of(given)
                    .orElseThrow(() -> Problem.badRequest("Upload-Checksum must be one of " + Checksum.algorithms()
                            + ", a space and the checksum in base 64."));
        }
        Upload upload = intake.find(request.pathParam("id")).orElseThrow(() -> Problem.notFound("upload"));
        if (request.req().getContentLengthLong() > upload.bytes() - offset) {
            throw new Problem(413, "too-large", "The upload would become larger than its Upload-Length.");
        }
        switch (intake.append(upload.id(), offset, request.req().getInputStream(), checksum)) {
            case Intake.Received.Upto(long end) ->
                request.header("Upload-Offset", Long.toString(end)).status(204);
            case Intake.Received.WrongOffset(long end) -> {
                request.header("Upload-Offset", Long.toString(end));
                throw new Problem(409, "wrong-offset", "The upload has " + end + " bytes: go on from there.");
            }
            case Intake.Received.WrongChecksum(long end) -> {
                request.header("Upload-Offset", Long.toString(end));
                throw new Problem(CHECKSUM_MISMATCH, "checksum-mismatch", "The part arrived damaged: send it again.");
            }
            case Intake.Received.Busy() ->
                throw new Problem(423, "locked", "Another request is sending to this upload: wait for its end.");
            case Intake.Received.Unknown() -> throw Problem.notFound("upload");
        }
    }

    private void terminate(Context request) throws IOException, Problem {
        checkVersion(request);
        switch (intake.cancel(request.pathParam("id"))) {
            case Intake.Received.Busy() ->
                throw new Problem(423, "locked", "A request is sending to this upload: end it first.");
            case Intake.Received.Upto _ -> request.status(204);
            case Intake.Received.Unknown() -> throw Problem.notFound("upload");
            case Intake.Received.WrongOffset _, Intake.Received.WrongChecksum _ ->
                throw new IllegalStateException("nothing was sent");
        }
    }

    private static long number(Context request, String header) throws Problem {
        String value = request.header(header);
        try {
            long number = value == null ? -1 : Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw Problem.badRequest(header + " must be a number of bytes.");
    }
}
