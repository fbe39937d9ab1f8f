package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.report.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final Pattern ROUTE =
            Pattern.compile("routes\\.(get|put|post|patch|delete|head|options|sse)\\(\\s*([^,]+),");

    @TempDir
    private Path folder;

    @Test
    void theDocumentNamesExactlyWhatTheServerAnswers() throws Exception {
        try (TestServer server = TestServer.in(folder.resolve("data"))) {
            JsonNode document = json(server.get("/openapi.json"));

            assertThat(document.get("openapi").stringValue()).startsWith("3.1");
            TreeSet<String> documented = new TreeSet<>();
            document.get("paths")
                    .propertyStream()
                    .forEach(path -> path.getValue()
                            .propertyNames()
                            .forEach(method -> documented.add(method + " " + path.getKey())));
            assertThat(documented).isEqualTo(routesInSources());
            assertThat(danglingReferences(document)).isEmpty();
        }
    }

    /// Javalin does not list its routes, so they are read where they are declared.
    private static Set<String> routesInSources() throws Exception {
        TreeSet<String> routes = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/holdup/server/web"))) {
            for (Path source : sources.toList()) {
                Matcher route = ROUTE.matcher(Files.readString(source));
                while (route.find()) {
                    String method = route.group(1).equals("sse") ? "get" : route.group(1);
                    String path = route.group(2)
                            .replace("IncidentRoutes.", "")
                            .replace("INCIDENT", "\"/api/incidents/{id}\"")
                            .replace("UPLOADS", "\"/api/uploads\"")
                            .replace("UPLOAD", "\"/api/uploads/{id}\"")
                            .replaceAll("\"\\s*\\+\\s*\"", "")
                            .strip();
                    if (path.contains("format.fileEnding()")) {
                        Stream.of(ReportFormat.values())
                                .map(ReportFormat::fileEnding)
                                .forEach(ending -> routes.add(method + " /api/incidents/{id}/report" + ending));
                    } else if (!path.equals("address")) {
                        routes.add(method + " " + path.replace("\"", ""));
                    }
                }
            }
        }
        return routes;
    }

    private static Set<String> danglingReferences(JsonNode document) {
        TreeSet<String> dangling = new TreeSet<>();
        for (String reference : document.findValuesAsString("$ref")) {
            if (document.at(reference.substring(1)).isMissingNode()) {
                dangling.add(reference);
            }
        }
        return dangling;
    }
}
