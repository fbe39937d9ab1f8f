package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import io.javalin.event.HandlerMetaInfo;
import java.util.ArrayList;
import java.util.List;

/// All routes there are. One that does not say which role it needs keeps the server from starting.
public final class DeclaredRoutes {
    private final List<Route> routes = new ArrayList<>();

    /// @param method in upper case
    /// @param path with its parameters in braces
    /// @param role the least that it wants
    public record Route(String method, String path, Role role) {}

    void add(HandlerMetaInfo added) {
        if (!added.getHttpMethod().isHttpMethod()) {
            return;
        }
        String method = added.getHttpMethod().name();
        if (added.getRoles().size() == 1 && added.getRoles().iterator().next() instanceof Role role) {
            routes.add(new Route(method, added.getPath(), role));
        } else {
            throw new IllegalStateException(method + " " + added.getPath() + " names no role, or more than one");
        }
    }

    public List<Route> all() {
        return List.copyOf(routes);
    }
}
