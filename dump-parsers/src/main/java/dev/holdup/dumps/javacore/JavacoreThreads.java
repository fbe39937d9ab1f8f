package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.model.JvmThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The threads of a javacore, each once: the one that took the dump may stand before the others and again among them.
final class JavacoreThreads {
    private final List<JvmThread> threads = new ArrayList<>();
    private final Map<Long, Integer> placeByTid = new HashMap<>();

    void add(OpenThread thread, LineWarnings warnings) {
        JvmThread closed = thread.close(warnings);
        Integer place =
                closed.tid() == JvmThread.UNKNOWN_ID ? null : placeByTid.putIfAbsent(closed.tid(), threads.size());
        if (place == null) {
            threads.add(closed);
        } else if (closed.frames().size() > threads.get(place).frames().size()) {
            threads.set(place, closed);
        }
    }

    List<JvmThread> all() {
        return List.copyOf(threads);
    }
}
