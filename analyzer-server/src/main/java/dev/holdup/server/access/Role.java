package dev.holdup.server.access;

import io.javalin.security.RouteRole;
import java.util.Locale;
import java.util.Optional;

/// What somebody may do. Each includes all before it; a route names the least that it wants.
public enum Role implements RouteRole {
    /// Nothing but what is shown to everybody: the page without incidents, whether the server is well.
    ANYONE,
    /// Hand files in, and see how far that is. For scripts on the hosts where incidents happen.
    UPLOAD,
    /// Read incidents and reports, describe incidents, have them analysed.
    READ,
    /// See values of the dumps, which may be secrets.
    READ_VALUES,
    /// Delete incidents, make and revoke tokens, read the audit log.
    ADMIN;

    /// As in the interface and in the database, such as `read-values`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether who has this one may do what wants that one.
    public boolean includes(Role wanted) {
        return compareTo(wanted) >= 0;
    }

    /// One that can be given to somebody, so not that of everybody.
    public static Optional<Role> grantable(String word) {
        for (Role role : values()) {
            if (role != ANYONE && role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
