package dev.holdup.cli;

import dev.holdup.server.ServerLog;
import dev.holdup.server.TokenKeeper;
import dev.holdup.server.access.Role;
import dev.holdup.server.client.TokenClient;
import dev.holdup.server.client.UploadException;
import dev.holdup.server.store.TokenRow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the commands about tokens do; apart from them, so that other commands' help loads no server.
record Tokens(TokenCommand.Where where, CommonOptions options) {
    private static final int NAME_LIMIT = 100;
    private static final Pattern ID = Pattern.compile("[a-z2-9]{16}");

    /// @param days null for ever
    void create(String name, String word, @Nullable Integer days) throws CommandFailure {
        Role role = ServeAccess.role(word);
        if (name.isBlank() || name.length() > NAME_LIMIT) {
            throw CommandFailure.wrongUsage("--name must have 1 to " + NAME_LIMIT + " characters.");
        }
        Instant expiresAt =
                days == null ? null : Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        String token = remote() == null
                ? offline(keeper -> keeper.make(name.strip(), role, expiresAt))
                : remotely(client -> client.make(name.strip(), role.word(), expiresAt));
        System.out.println(token);
        options.messages()
                .note("This is the only time that the token is shown: keep it where only its owner reads it.");
    }

    void list() throws CommandFailure {
        List<TokenClient.Token> tokens = remote() == null
                ? offline(keeper -> keeper.all().stream().map(Tokens::plain).toList())
                : remotely(TokenClient::all);
        for (TokenClient.Token token : tokens) {
            System.out.println(Terminal.printable(line(token)));
        }
        if (tokens.isEmpty()) {
            options.messages().note("There are no tokens: everybody on the server's machine gets in.");
        }
    }

    private static TokenClient.Token plain(TokenRow row) {
        return new TokenClient.Token(
                row.id(),
                row.name(),
                row.role(),
                row.createdAt().toString(),
                text(row.expiresAt()),
                text(row.lastUsedAt()),
                text(row.revokedAt()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String line(TokenClient.Token token) {
        String state = token.revokedAt() == null ? "" : ", revoked " + day(token.revokedAt());
        String expires = token.expiresAt() == null ? "" : ", expires " + day(token.expiresAt());
        return String.format(
                Locale.ROOT,
                "%s  %-11s  %s (made %s, last used %s%s%s)",
                token.id(),
                token.role(),
                token.name(),
                day(token.createdAt()),
                token.lastUsedAt() == null ? "never" : day(token.lastUsedAt()),
                expires,
                state);
    }

    private static String day(String time) {
        return time.length() > 10 ? time.substring(0, 10) : time;
    }

    void revoke(String id) throws CommandFailure {
        if (!ID.matcher(id).matches()) {
            throw CommandFailure.wrongUsage("'" + id + "' is no id of a token: 'holdup token list' shows them.");
        }
        boolean revoked =
                remote() == null ? offline(keeper -> keeper.revoke(id)) : remotely(client -> client.revoke(id));
        if (!revoked) {
            throw CommandFailure.wrongUsage(
                    "There is no token " + id + " that is not revoked: 'holdup token list' shows them.");
        }
        options.messages().note("The token " + id + " is revoked.");
    }

    private @Nullable URI remote() {
        return where.server;
    }

    private interface Remotely<T> {
        T ask(TokenClient client) throws IOException, UploadException, InterruptedException;
    }

    private <T> T remotely(Remotely<T> what) throws CommandFailure {
        URI server = where.server;
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        try {
            return what.ask(new TokenClient(where.access.address(server, options.messages())));
        } catch (UploadException refused) {
            throw CommandFailure.wrongUsage(String.valueOf(refused.getMessage()), refused);
        } catch (IOException unreachable) {
            throw CommandFailure.wrongUsage(
                    "The server at " + server + " does not answer (" + unreachable.getMessage()
                            + "): check the address, and --cacert if its certificate is the house's own.",
                    unreachable);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw CommandFailure.wrongUsage("Interrupted: run the same command again.", ended);
        }
    }

    private interface Offline<T> {
        T ask(TokenKeeper keeper);
    }

    private <T> T offline(Offline<T> what) throws CommandFailure {
        ServerLog.silently();
        try (TokenKeeper keeper = TokenKeeper.of(
                where.data,
                new ServeStorage(where.storage, System.getenv()).database(where.data),
                System.getProperty("user.name", "somebody"))) {
            return what.ask(keeper);
        } catch (IOException | RuntimeException unusable) {
            Throwable root = unusable;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
            throw CommandFailure.wrongUsage(
                    "Cannot open " + where.data + " (" + why
                            + "): if a server uses it, give the server's address with --to.",
                    unusable);
        }
    }
}
