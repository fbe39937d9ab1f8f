package dev.holdup.server.access;

import dev.holdup.server.store.Database;
import dev.holdup.server.store.TokenRow;
import dev.holdup.server.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where tokens are made, looked at and revoked.
public final class TokenDesk {
    private static final Duration LAST_USE_EXACT_TO = Duration.ofMinutes(1);

    private final TokenStore tokens;

    public TokenDesk(Database database) {
        this.tokens = new TokenStore(database);
    }

    /// A new token.
    ///
    /// @param secret to be shown to its owner now, and never again
    public record Made(Secret secret, TokenRow token) {}

    /// @param expiresAt null for never
    public Made make(String name, Role role, @Nullable Instant expiresAt, String createdBy) {
        Secret secret = Secret.fresh();
        return new Made(secret, tokens.add(secret.id(), name, role.word(), secret.sha256(), createdBy, expiresAt));
    }

    public List<TokenRow> all() {
        return tokens.all();
    }

    /// Ends it and all sessions that stand on it.
    ///
    /// @return false if there is none, or it was revoked before
    public boolean revoke(String id) {
        return tokens.revoke(id);
    }

    /// Whether there ever was one; then nobody is let in without.
    public boolean everMade() {
        return tokens.any();
    }

    /// Whether somebody can get in by one.
    public boolean anyUsable() {
        return tokens.anyUsable();
    }

    /// The token that the text is, if it can be used now.
    public Optional<TokenRow> verify(String text) {
        Instant now = Instant.now();
        return Secret.of(text)
                .flatMap(secret -> tokens.find(secret.id()).filter(token -> secret.hasHash(token.secretSha256())))
                .filter(token -> token.isUsableAt(now))
                .map(token -> noteUse(token, now));
    }

    Optional<TokenRow> usable(String id) {
        Instant now = Instant.now();
        return tokens.find(id).filter(token -> token.isUsableAt(now)).map(token -> noteUse(token, now));
    }

    private TokenRow noteUse(TokenRow token, Instant now) {
        Instant last = token.lastUsedAt();
        if (last == null || last.plus(LAST_USE_EXACT_TO).isBefore(now)) {
            tokens.used(token.id());
        }
        return token;
    }
}
