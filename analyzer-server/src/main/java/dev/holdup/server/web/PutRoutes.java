package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Incident;
import dev.holdup.server.store.IncidentStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// `curl -T heap.hprof http://host/put/`: an upload in one line, from a host that has nothing but curl.
///
/// Each makes an incident; with a label before the name, all with the same label are one incident. A second upload of
/// the same content under the same name and label changes nothing.
record PutRoutes(Intake intake, IncidentStore incidents, JobQueue queue) {

    void addTo(RoutesConfig routes) {
        routes.put("/put/{name}", this::single, Role.UPLOAD);
        routes.put("/put/{label}/{name}", this::labelled, Role.UPLOAD);
    }

    private void single(Context request) throws IOException, Problem, NoRoomException {
        checkQueue();
        String name = Labels.fileName(request.pathParam("name"));
        Incident incident = incidents.create(Incident.Draft.titled(name), null);
        boolean taken = false;
        try {
            take(request, incident, name);
            taken = true;
        } finally {
            if (!taken) {
                intake.delete(incident.id());
            }
        }
    }

    private void labelled(Context request) throws IOException, Problem, NoRoomException {
        checkQueue();
        String label = Labels.label(request.pathParam("label"));
        Incident incident = incidents.labelled(label, Incident.Draft.titled(label));
        take(request, incident, Labels.fileName(request.pathParam("name")));
    }

    private void checkQueue() throws Problem {
        if (!queue.hasRoom()) {
            throw new Problem(503, "queue-full", "Too many incidents wait to be analysed: try again later.");
        }
    }

    private void take(Context request, Incident incident, String name) throws IOException, NoRoomException {
        DumpFile file = intake.take(
                incident.id(),
                name,
                request.req().getContentLengthLong(),
                request.req().getInputStream());
        request.status(201);
        request.header("Location", "/api/incidents/" + incident.id());
        request.contentType("text/plain; charset=utf-8");
        request.result(file.name() + ": " + file.bytes() + " bytes, sha256 " + file.sha256() + "\n" + request.scheme()
                + "://" + request.host() + "/#/incidents/" + incident.id() + "\n");
    }
}
