package dev.holdup.samples.apps;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.LifecycleException;

/// A server with nothing wrong: idle workers, a few scheduled tasks, a small bounded cache.
///
/// Arguments: number of worker threads, entries of the cache, bytes an entry.
public final class HealthyShop {

    private HealthyShop() {}

    public static void main(String... args) throws IOException, LifecycleException {
        int workers = Integer.parseInt(args[0]);
        Catalogue catalogue = new Catalogue(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(3);
        AtomicLong ticks = new AtomicLong();
        for (int seconds = 60; seconds <= 180; seconds += 60) {
            var unused = timers.scheduleAtFixedRate(ticks::incrementAndGet, 0, seconds, TimeUnit.SECONDS);
        }
        int port = OrderServer.start(catalogue, Path.of("").toAbsolutePath(), workers, workers);
        Leash.say("PORT " + port);
        Leash.holdUntilReleased();
    }

    /// Answers from a cache that forgets the eldest entries.
    private static final class Catalogue extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final int entryBytes;
        private final transient Map<String, byte[]> cache;

        Catalogue(int entries, int entryBytes) {
            this.entryBytes = entryBytes;
            this.cache = new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                    return size() > entries;
                }
            };
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] article;
            synchronized (cache) {
                article = cache.computeIfAbsent(request.getPathInfo(), path -> Payload.ofBytes(entryBytes));
            }
            response.getWriter().print(Payload.sum(article));
        }
    }
}
