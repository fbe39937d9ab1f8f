package dev.holdup.server.web;

import dev.holdup.report.RecordJson;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.content.StoreAwayException;
import dev.holdup.server.store.Database;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// How answers look: JSON bodies, and every failure as a problem.
final class Answers {
    private static final Logger LOG = System.getLogger(Answers.class.getName());

    private Answers() {}

    static void json(Context request, int status, Object value) {
        request.status(status).contentType("application/json").result(RecordJson.of(value));
    }

    private static void problem(Context request, Problem.Body body) {
        request.status(body.status()).result(RecordJson.of(body)).contentType("application/problem+json");
    }

    static void addTo(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, request) -> {
            if (problem.status() == 503) {
                request.header("Retry-After", "60");
            }
            problem(request, problem.body());
        });
        routes.exception(
                NoRoomException.class,
                (full, request) -> problem(request, noRoom(full).body()));
        routes.exception(HttpResponseException.class, (refused, request) -> {
            int status = refused.getStatus();
            String code = switch (status) {
                case 404 -> "not-found";
                case 405 -> "method-not-allowed";
                default -> "bad-request";
            };
            problem(request, Problem.body(status, code, "There is nothing at this address that takes this method."));
        });
        routes.exception(StoreAwayException.class, (away, request) -> {
            LOG.log(Level.WARNING, "the bucket does not answer: {0}", away.getMessage());
            request.header("Retry-After", "60");
            problem(
                    request,
                    Problem.body(503, "store-unavailable", "The store of files does not answer: try again later."));
        });
        // Mostly a sender that broke off, who reads no answer.
        routes.exception(IOException.class, (broken, request) -> {
            LOG.log(Level.DEBUG, "a request broke off", broken);
            problem(request, Problem.body(400, "broken-off", "The request broke off, or the disk failed: try again."));
        });
        routes.exception(RuntimeException.class, (bug, request) -> {
            if (Database.isAway(bug)) {
                request.header("Retry-After", "10");
                problem(
                        request,
                        Problem.body(
                                503,
                                "database-unavailable",
                                "The server's database does not answer: try again in a moment."));
                return;
            }
            LOG.log(Level.ERROR, "a request failed", bug);
            problem(
                    request,
                    Problem.body(500, "internal-error", "This is a bug in holdup; the server's log tells more."));
        });
    }

    private static Problem noRoom(NoRoomException full) {
        String detail = String.valueOf(full.getMessage());
        return switch (full.limit()) {
            case FILE, INCIDENT -> new Problem(413, "too-large", detail);
            case DISK -> new Problem(507, "disk-full", detail);
        };
    }
}
