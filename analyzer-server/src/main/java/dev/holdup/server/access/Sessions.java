package dev.holdup.server.access;

import dev.holdup.server.store.Database;
import dev.holdup.server.store.SessionStore;
import dev.holdup.server.store.TokenRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Browsers that are logged in, each by a token: they may what it may, and end with it.
public final class Sessions {
    public static final Duration LASTS = Duration.ofHours(12);
    private static final int OF_ONE_TOKEN = 100;

    private final SessionStore sessions;
    private final TokenDesk tokens;

    public Sessions(Database database, TokenDesk tokens) {
        this.sessions = new SessionStore(database);
        this.tokens = tokens;
    }

    /// What a cookie turns out to be.
    public sealed interface Found {
        /// One that lasts.
        record Open(TokenRow token) implements Found {}

        /// One that lasted once.
        record Over() implements Found {}

        /// None that there ever was, so perhaps a guess.
        record Unknown() implements Found {}
    }

    /// @return the cookie's value
    public Secret open(TokenRow token) {
        Secret secret = Secret.fresh();
        Instant ends = Instant.now().plus(LASTS).truncatedTo(ChronoUnit.SECONDS);
        sessions.add(new SessionStore.Row(secret.id(), token.id(), secret.sha256(), ends), OF_ONE_TOKEN);
        return secret;
    }

    public Found find(String cookie) {
        Optional<Secret> secret = Secret.of(cookie);
        Optional<SessionStore.Row> row =
                secret.flatMap(given -> sessions.find(given.id()).filter(it -> given.hasHash(it.secretSha256())));
        if (row.isEmpty()) {
            return new Found.Unknown();
        }
        if (!Instant.now().isBefore(row.get().expiresAt())) {
            return new Found.Over();
        }
        return tokens.usable(row.get().tokenId()).<Found>map(Found.Open::new).orElseGet(Found.Over::new);
    }

    /// Logs out.
    public void close(String cookie) {
        if (find(cookie) instanceof Found.Open) {
            Secret.of(cookie).ifPresent(secret -> sessions.remove(secret.id()));
        }
    }
}
