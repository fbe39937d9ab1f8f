package dev.holdup.server.web;

import dev.holdup.server.access.Caller;
import dev.holdup.server.access.Role;
import dev.holdup.server.store.AuditEntry;
import dev.holdup.server.store.AuditStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Notes who did what: all that changes something, reads a report or values of dumps, is for admins, or comes with a
/// wrong token. Neither contents nor secrets, only ids.
record AuditTrail(AuditStore entries) {
    private static final Logger LOG = System.getLogger(AuditTrail.class.getName());
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final int TARGET_LIMIT = 200;

    void addTo(RoutesConfig routes) {
        routes.after(this::note);
        routes.get("/api/audit", this::list, Role.ADMIN);
    }

    private void note(Context request) {
        var matched = request.endpoints().matchedHttpEndpoint();
        Sender sender = Sender.known(request);
        if (sender == null) {
            return;
        }
        Caller caller = Caller.of(request);
        boolean wrong = AccessGate.wasWrong(request);
        boolean worth = matched != null && caller.kind() != Caller.Kind.NOBODY && isNoteworthy(request, matched.path);
        if (!wrong && !worth) {
            return;
        }
        String path = matched == null ? "(no such address)" : matched.path;
        try {
            entries.add(new AuditEntry(
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    caller.kind().word(),
                    caller.name(),
                    caller.tokenId(),
                    sender.address().getHostAddress(),
                    request.method().name() + " " + path,
                    target(request, path),
                    request.statusCode()));
        } catch (RuntimeException unwritable) {
            // What was done is done, and its answer is on its way.
            LOG.log(Level.ERROR, "the audit log could not be written", unwritable);
        }
    }

    private static boolean isNoteworthy(Context request, String path) {
        int status = request.statusCode();
        if (status == 429) {
            return false;
        }
        boolean special = request.routeRoles().contains(Role.READ_VALUES)
                || request.routeRoles().contains(Role.ADMIN)
                || path.contains("/report.");
        // Parts of an upload come by the thousand; its begin is noted.
        boolean part = request.method().name().equals("PATCH") && status < 300;
        return special || (!READING.contains(request.method().name()) && !part);
    }

    /// What it was done to, or what came of it.
    private static @Nullable String target(Context request, String template) {
        String id = idIn(request.path(), template);
        String location = request.res().getHeader("Location");
        if (id == null && location != null) {
            id = location.substring(location.lastIndexOf('/') + 1);
        }
        if (id == null) {
            return null;
        }
        String clean = Labels.printable(id);
        return clean.substring(0, Math.min(clean.length(), TARGET_LIMIT));
    }

    /// Also of a request that did not come as far as its handler.
    private static @Nullable String idIn(String path, String template) {
        List<String> names = List.of(template.split("/", -1));
        String[] parts = path.split("/", -1);
        int at = names.indexOf("{id}");
        return at < 0 || at >= parts.length ? null : parts[at];
    }

    private record View(
            long id,
            String at,
            String callerKind,
            String caller,
            @Nullable String tokenId,
            String address,
            String action,
            @Nullable String target,
            int status) {
        static View of(AuditEntry.Noted noted) {
            AuditEntry entry = noted.entry();
            return new View(
                    noted.id(),
                    entry.notedAt().toString(),
                    entry.callerKind(),
                    entry.callerName(),
                    entry.tokenId(),
                    entry.address(),
                    entry.action(),
                    entry.target(),
                    entry.status());
        }
    }

    private record Page(List<View> items, @Nullable String next) {}

    private void list(Context request) throws Problem {
        int limit = Pages.limit(request.queryParam("limit"), PAGE, LARGEST_PAGE);
        String after = request.queryParam("after");
        Long before = null;
        try {
            before = after == null ? null : (Long) Long.parseLong(after);
        } catch (NumberFormatException other) {
            throw Problem.badRequest("after must be what an earlier page gave as next.");
        }
        List<AuditEntry.Noted> found =
                entries.list(before, Pages.given(request, "caller"), Pages.given(request, "target"), limit + 1);
        List<AuditEntry.Noted> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.getLast().id()) : null;
        Answers.json(request, 200, new Page(shown.stream().map(View::of).toList(), next));
    }
}
