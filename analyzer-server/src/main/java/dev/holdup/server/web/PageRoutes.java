package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import dev.holdup.server.store.Database;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/// The page, what describes the interface, and what tells whether the server is well. Resources, none of them by a
/// client's path.
record PageRoutes(Database database) {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPE_BY_FILE = Map.ofEntries(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("style.css", "text/css; charset=utf-8"),
            Map.entry("app.js", SCRIPT),
            Map.entry("tus.js", SCRIPT),
            Map.entry("list.js", SCRIPT),
            Map.entry("incident.js", SCRIPT),
            Map.entry("compare.js", SCRIPT),
            Map.entry("trend.js", SCRIPT),
            Map.entry("heap.js", SCRIPT),
            Map.entry("tree.js", SCRIPT),
            Map.entry("look.js", SCRIPT),
            Map.entry("keep.js", SCRIPT),
            Map.entry("session.js", SCRIPT),
            Map.entry("dom.js", SCRIPT));

    void addTo(RoutesConfig routes) throws IOException {
        for (Map.Entry<String, String> file : TYPE_BY_FILE.entrySet()) {
            byte[] content = resource("/dev/holdup/server/page/" + file.getKey());
            String address = file.getKey().equals("index.html") ? "/" : "/page/" + file.getKey();
            routes.get(address, request -> request.contentType(file.getValue()).result(content), Role.ANYONE);
        }
        byte[] description = resource("/dev/holdup/server/openapi.json");
        routes.get(
                "/openapi.json",
                request -> request.contentType("application/json").result(description),
                Role.ANYONE);
        routes.get("/healthz", request -> request.contentType("text/plain").result("ok\n"), Role.ANYONE);
        routes.get(
                "/readyz",
                request -> {
                    if (!database.answers()) {
                        throw new Problem(503, "not-ready", "The database does not answer.");
                    }
                    request.contentType("text/plain").result("ready\n");
                },
                Role.ANYONE);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
