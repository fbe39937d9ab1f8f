package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Keeps every session that there ever was in a static map.
///
/// Arguments: number of sessions, bytes a session.
public final class SessionRegistry {

    /// The leak: entries are put in and never removed.
    private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

    private static final int WORKERS = 8;

    private record Session(String user, byte[] basket) {}

    private SessionRegistry() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int sessions = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<Callable<Integer>> logins = IntStream.range(0, sessions)
                .mapToObj(i -> (Callable<Integer>) () -> login("user-" + i, bytes))
                .toList();
        workers.invokeAll(logins);
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static int login(String user, int bytes) {
        SESSIONS.put(user, new Session(user, Payload.ofBytes(bytes)));
        return SESSIONS.size();
    }
}
