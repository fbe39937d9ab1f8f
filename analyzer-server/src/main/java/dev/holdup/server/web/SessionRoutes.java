package dev.holdup.server.web;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.Caller;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.Sessions;
import dev.holdup.server.store.TokenRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/// Who the page's reader is: told, logged in by a token, logged out.
record SessionRoutes(AccessSettings settings, AccessGate gate, Sessions sessions) {
    private static final String SESSION = "/api/session";

    void addTo(RoutesConfig routes) {
        routes.get(SESSION, this::show, Role.ANYONE);
        routes.post(SESSION, this::open, Role.ANYONE);
        routes.delete(SESSION, this::close, Role.ANYONE);
    }

    /// @param kind how the caller is known, `nobody` if not at all
    /// @param role what may be done, `anyone` if nothing
    /// @param login whether a token would help
    private record View(String kind, String name, String role, boolean login) {}

    private void show(Context request) {
        Caller caller = Caller.of(request);
        boolean login = caller.role() == Role.ANYONE && caller.kind() != Caller.Kind.PROXY;
        Answers.json(
                request,
                200,
                new View(caller.kind().word(), caller.name(), caller.role().word(), login));
    }

    private void open(Context request) throws IOException, Problem {
        Sender sender = Sender.of(request, settings.proxy());
        String text = JsonBody.of(request)
                .only("token")
                .orElseThrow(() -> Problem.badRequest("To log in, send {\"token\": \"holdup_…\"}."));
        TokenRow token = gate.verify(request, sender, text);
        // Who it is from here on, so that the audit log says so.
        new Caller(Caller.Kind.SESSION, token.name(), Role.ANYONE, token.id()).attachTo(request);
        SessionCookie.set(request, sender, sessions.open(token));
        Answers.json(request, 200, new View(Caller.Kind.SESSION.word(), token.name(), token.role(), false));
    }

    private void close(Context request) throws Problem {
        Sender sender = Sender.of(request, settings.proxy());
        Optional<String> cookie = SessionCookie.of(request, sender);
        cookie.ifPresent(sessions::close);
        SessionCookie.clear(request, sender);
        request.status(204);
    }
}
