package dev.holdup.server.store;

import java.util.Optional;

/// What a database calls itself, so that files of another one are told from its own.
public record Installation(Database database) {

    public String id() {
        return database.jdbi().inTransaction(handle -> {
            Optional<String> known = handle.createQuery("select id from installation")
                    .mapTo(String.class)
                    .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
            String id = RandomId.next();
            handle.createUpdate("insert into installation (id) values (:id)")
                    .bind("id", id)
                    .execute();
            return id;
        });
    }
}
