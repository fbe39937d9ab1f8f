package dev.holdup.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps pages of other sites away, which a browser on this machine may show: they reach the server by its address, but
/// not under its name (a name of theirs that leads here), and not with a method that changes something.
record RequestGuard(Set<String> hostNames) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    void addTo(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context request) throws Problem {
        SafeHeaders.VALUE_BY_NAME.forEach(request::header);
        String host = request.host();
        if (host == null || !hostNames.contains(nameOf(host))) {
            throw new Problem(421, "wrong-host", "This server does not go by that name: see its option --name.");
        }
        if (READING.contains(request.method().name())) {
            return;
        }
        String site = request.header("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign || !isOwn(request.header("Origin"), host)) {
            throw new Problem(403, "cross-site", "A page of another site may not do this.");
        }
    }

    /// Without the port, in lower case.
    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    /// The scheme may differ behind a proxy that ends TLS.
    private static boolean isOwn(@Nullable String origin, String host) {
        if (origin == null) {
            return true;
        }
        int slashes = origin.indexOf("://");
        return slashes > 0 && origin.substring(slashes + 3).equalsIgnoreCase(host);
    }
}
