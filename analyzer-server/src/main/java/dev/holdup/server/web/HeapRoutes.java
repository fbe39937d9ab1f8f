package dev.holdup.server.web;

import dev.holdup.analysis.look.LookQuery;
import dev.holdup.analysis.look.Window;
import dev.holdup.server.access.Role;
import dev.holdup.server.deeper.HeapState;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.deeper.LookFailure;
import dev.holdup.server.looker.LookAnswer;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.UploadStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looking into the heap of an incident, beyond its report. Values of the dump are told by one route alone.
record HeapRoutes(KeptHeaps heaps, IncidentSearch search, UploadStore uploads) {
    private static final String HEAP = IncidentRoutes.INCIDENT + "/heap";
    private static final String OBJECT = HEAP + "/objects/{address}";
    private static final int PAGE = 50;
    private static final int MOST_WAYS = 20;
    private static final int MOST_CHARACTERS = 300;

    void addTo(RoutesConfig routes) {
        routes.get(HEAP, this::state, Role.READ);
        routes.post(HEAP, this::prepare, Role.READ);
        routes.get(HEAP + "/summary", asked(LookQuery.What.HEAP, null), Role.READ);
        routes.get(HEAP + "/dominated/{node}", asked(LookQuery.What.DOMINATED, "node"), Role.READ);
        routes.get(OBJECT, asked(LookQuery.What.OBJECT, "address"), Role.READ);
        routes.get(OBJECT + "/elements", asked(LookQuery.What.ELEMENTS, "address"), Role.READ);
        routes.get(OBJECT + "/referrers", asked(LookQuery.What.REFERRERS, "address"), Role.READ);
        routes.get(OBJECT + "/paths", asked(LookQuery.What.WAYS, "address"), Role.READ);
        routes.get(OBJECT + "/values", asked(LookQuery.What.VALUES, "address"), Role.READ_VALUES);
        routes.get(HEAP + "/classes", asked(LookQuery.What.CLASSES, null), Role.READ);
        routes.get(HEAP + "/classes/{class}", asked(LookQuery.What.CLASS, "class"), Role.READ);
        routes.get(HEAP + "/classes/{class}/instances", asked(LookQuery.What.INSTANCES, "class"), Role.READ);
        routes.get(HEAP + "/threads", asked(LookQuery.What.THREADS, null), Role.READ);
        routes.get(HEAP + "/threads/{address}", asked(LookQuery.What.THREAD, "address"), Role.READ);
    }

    private String incident(Context request) throws Problem {
        return search.find(request.pathParam("id"))
                .orElseThrow(() -> Problem.notFound("incident"))
                .incident()
                .id();
    }

    private void state(Context request) throws IOException, Problem {
        Answers.json(request, 200, heaps.state(incident(request)));
    }

    private void prepare(Context request) throws IOException, Problem {
        String id = incident(request);
        if (uploads.readableFilesOf(id).isEmpty()) {
            throw new Problem(409, "no-files", "The incident has no file, or none any more: upload one.");
        }
        if (!heaps.prepare(id)) {
            throw new Problem(503, "queue-full", "Too many heaps wait to be prepared: try again later.");
        }
        HeapState state = heaps.state(id);
        Answers.json(request, state.isReady() ? 200 : 202, state);
    }

    /// @param parameter of the path that names what is asked for; null for what the query's `q` names
    private Handler asked(LookQuery.What what, @Nullable String parameter) {
        return request -> {
            String id = incident(request);
            String subject = parameter == null ? request.queryParam("q") : request.pathParam(parameter);
            String given = subject == null ? "" : subject;
            if (given.length() > MOST_CHARACTERS) {
                throw Problem.badRequest("What is asked for may have " + MOST_CHARACTERS + " characters.");
            }
            LookQuery query = new LookQuery(what, given, order(request), window(request, what));
            LookAnswer answer = answer(id, query);
            switch (answer.kind()) {
                case ANSWER -> request.contentType("application/json").result(answer.text());
                case NOTHING -> throw new Problem(404, "not-in-heap", answer.text());
                case BAD -> throw Problem.badRequest(answer.text());
                case UNUSABLE, FAILED -> throw new Problem(500, "look-failed", answer.text());
            }
        };
    }

    private LookAnswer answer(String id, LookQuery query) throws IOException, Problem {
        try {
            return heaps.ask(id, query);
        } catch (LookFailure failure) {
            String sentence = String.valueOf(failure.getMessage());
            throw switch (failure.reason()) {
                case NOT_PREPARED -> new Problem(409, "heap-not-prepared", sentence);
                case BUSY, BROKEN -> new Problem(503, "heap-busy", sentence);
            };
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "heap-busy", "The server ends: ask again.");
        }
    }

    private static String order(Context request) throws Problem {
        String sort = request.queryParam("sort");
        if (sort == null) {
            return "RETAINED";
        }
        if (!LookQuery.isOrder(sort)) {
            throw Problem.badRequest("sort must be retained, shallow, instances or name.");
        }
        return sort.toUpperCase(Locale.ROOT);
    }

    private static Window window(Context request, LookQuery.What what) throws Problem {
        int most = what == LookQuery.What.WAYS ? MOST_WAYS : Window.LARGEST;
        long limit = number(request, "limit", what == LookQuery.What.WAYS ? 3 : PAGE);
        long offset = number(request, "offset", 0);
        if (limit < 1 || limit > most || offset < 0) {
            throw Problem.badRequest("limit must be a number from 1 to " + most + ", offset one from 0.");
        }
        return new Window(offset, (int) limit);
    }

    private static long number(Context request, String name, long absent) {
        String given = request.queryParam(name);
        if (given == null) {
            return absent;
        }
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
