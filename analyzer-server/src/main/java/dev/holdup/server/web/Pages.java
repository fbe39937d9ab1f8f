package dev.holdup.server.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// What requests for lists have in common.
final class Pages {
    private Pages() {}

    /// The query's parameter; null if it says nothing.
    static @Nullable String given(Context request, String name) {
        String value = request.queryParam(name);
        return value == null || value.isBlank() ? null : value.strip().replace("\0", "");
    }

    /// How many a page is to have.
    static int limit(@Nullable String given, int usual, int most) throws Problem {
        if (given == null) {
            return usual;
        }
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw Problem.badRequest("limit must be a number from 1 to " + most + ".");
    }
}
