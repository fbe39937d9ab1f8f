package dev.holdup.server.web;

import dev.holdup.server.access.Secret;
import dev.holdup.server.access.Sessions;
import io.javalin.http.Context;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;

/// The cookie of a browser that is logged in. No script can read it, no other site's page can have it sent, and under
/// TLS no other host can set it (that is what its prefix means to browsers).
final class SessionCookie {
    private static final String NAME = "holdup-session";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    /// Two of them are none: one was put there by somebody else.
    static Optional<String> of(Context request, Sender sender) {
        Cookie[] cookies = request.req().getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String name = sender.isSecure() ? SECURE_NAME : NAME;
        String[] values = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toArray(String[]::new);
        return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
    }

    static void set(Context request, Sender sender, Secret secret) {
        add(request, sender, secret.text(), Sessions.LASTS.toSeconds());
    }

    static void clear(Context request, Sender sender) {
        add(request, sender, "", 0);
    }

    private static void add(Context request, Sender sender, String value, long seconds) {
        request.res()
                .addHeader(
                        "Set-Cookie",
                        (sender.isSecure() ? SECURE_NAME : NAME) + "=" + value + "; Path=/; Max-Age=" + seconds
                                + "; HttpOnly; SameSite=Strict" + (sender.isSecure() ? "; Secure" : ""));
    }
}
