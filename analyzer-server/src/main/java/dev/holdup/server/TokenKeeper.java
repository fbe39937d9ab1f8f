package dev.holdup.server;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.TokenDesk;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.FolderLock;
import dev.holdup.server.store.AuditEntry;
import dev.holdup.server.store.AuditStore;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.store.TokenRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes and revokes tokens where no server runs: who can read its folder may do so.
///
/// @param user by whom, as the audit log is to say
public record TokenKeeper(FolderLock lock, Database database, TokenDesk tokens, AuditStore audit, String user)
        implements AutoCloseable {

    /// @throws IOException if they cannot be used, such as when a server does
    public static TokenKeeper of(Path data, DatabaseAddress address, String user) throws IOException {
        FolderLock lock = FolderLock.of(DataFolder.at(data));
        try {
            Database database = Database.at(address);
            AuditStore audit = new AuditStore(database, AccessSettings.AUDIT_KEPT, AccessSettings.AUDIT_ENTRIES);
            return new TokenKeeper(lock, database, new TokenDesk(database), audit, user);
        } catch (IOException | RuntimeException unusable) {
            lock.close();
            throw unusable;
        }
    }

    /// @param expiresAt null for never
    /// @return what is to be shown once
    public String make(String name, Role role, @Nullable Instant expiresAt) {
        TokenDesk.Made made = tokens.make(name, role, expiresAt, user);
        note("make a token", made.token().id());
        return made.secret().text();
    }

    public List<TokenRow> all() {
        return tokens.all();
    }

    /// @return false if there is none, or it was revoked before
    public boolean revoke(String id) {
        boolean revoked = tokens.revoke(id);
        if (revoked) {
            note("revoke a token", id);
        }
        return revoked;
    }

    private void note(String action, String id) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        audit.add(new AuditEntry(now, "command", user, null, "this machine", action, id, 200));
    }

    @Override
    public void close() {
        database.close();
        lock.close();
    }
}
