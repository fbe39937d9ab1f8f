package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.web.DeclaredRoutes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    @TempDir
    private Path folder;

    @Test
    void theDocumentNamesExactlyWhatTheServerAnswersAndWhichRoleItWants() throws Exception {
        try (TestServer server = TestServer.in(folder.resolve("data"))) {
            JsonNode document = json(server.get("/openapi.json"));

            assertThat(document.get("openapi").stringValue()).startsWith("3.1");
            TreeSet<String> documented = new TreeSet<>();
            document.get("paths")
                    .propertyStream()
                    .forEach(path -> path.getValue()
                            .propertyStream()
                            .forEach(operation -> documented.add(operation.getKey() + " " + path.getKey() + " "
                                    + operation.getValue().path("x-holdup-role").asString())));
            assertThat(documented).isEqualTo(routesOf(server));
            assertThat(danglingReferences(document)).isEmpty();
        }
    }

    /// The page's own files are no part of the interface.
    private static Set<String> routesOf(TestServer server) {
        TreeSet<String> routes = new TreeSet<>();
        for (DeclaredRoutes.Route route : server.routes()) {
            if (!route.path().equals("/") && !route.path().startsWith("/page/")) {
                routes.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path() + " "
                        + route.role().word());
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
