package dev.holdup.server.access;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who sends a request.
///
/// @param name of the token or of the proxy's user
/// @param tokenId of the token that it stands on, if on one
public record Caller(
        Kind kind, String name, Role role, @Nullable String tokenId) {
    private static final String ATTRIBUTE = Caller.class.getName();

    /// Who has shown nothing.
    public static final Caller NOBODY = new Caller(Kind.NOBODY, "nobody", Role.ANYONE, null);

    /// Whoever is on this machine, while there are no tokens.
    public static final Caller LOCAL = new Caller(Kind.LOCAL, "local", Role.ADMIN, null);

    /// How it is known.
    public enum Kind {
        NOBODY,
        LOCAL,
        /// By a token that it sends with each request.
        TOKEN,
        /// By the cookie that a browser got for a token.
        SESSION,
        /// By what a proxy says.
        PROXY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a browser sends it along by itself, also with requests that another site's page made up.
        public boolean isAmbient() {
            return this == SESSION || this == PROXY;
        }
    }

    /// Of a request that has come as far as its handler.
    public static Caller of(Context request) {
        Caller caller = request.attribute(ATTRIBUTE);
        return caller == null ? NOBODY : caller;
    }

    public void attachTo(Context request) {
        request.attribute(ATTRIBUTE, this);
    }

    public boolean may(Role wanted) {
        return role.includes(wanted);
    }
}
