package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.OrderServer;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.startup.Tomcat;

/// What the incidents with the order server have in common: requests until one is not answered, then all others.
///
/// The first unanswered request has no price list, so the price list is held by the members of the waiting group alone,
/// whether or not one counts the lock's owner among them.
abstract class StalledOrders extends Incident {

    static final int REQUESTS = 220;
    static final int SHARED_BYTES = 2 << 20;
    static final String NATIVE_WRITE = "java.io.FileOutputStream.writeBytes";

    private static final int MOST_THREADS = 230;
    private static final int ANSWER_MILLIS = 400;
    private static final int MOST_ANSWERED = 5_000;

    private final String library;

    /// @param library the first argument of the order server
    StalledOrders(String name, String summary, String library) {
        super(name, summary);
        this.library = library;
    }

    /// Whether a thread dump shows the first request as stuck in the log.
    abstract boolean isFirstStuck(StackTexts threads);

    abstract List<Class<?>> loggingLibraries();

    /// Options of the JVM that concern the logging library.
    abstract List<String> loggingOptions();

    @Override
    final Class<?> application() {
        return OrderServer.class;
    }

    @Override
    final List<Class<?>> libraries() {
        List<Class<?>> all = new ArrayList<>(List.of(Tomcat.class, PostConstruct.class));
        all.addAll(loggingLibraries());
        return all;
    }

    @Override
    final List<String> jvmOptions() {
        List<String> all = new ArrayList<>(super.jvmOptions());
        all.addAll(loggingOptions());
        return all;
    }

    @Override
    final List<String> arguments(Scale scale) {
        return List.of(
                library,
                "orders.log",
                Integer.toString(MOST_THREADS),
                Integer.toString(orderBytes(scale)),
                Integer.toString(sharedBytes(scale)));
    }

    /// Bytes of one price list.
    int sharedBytes(Scale scale) {
        return SHARED_BYTES;
    }

    int orderBytes(Scale scale) {
        return scale.choose(160 << 10, 64 << 10);
    }

    @Override
    final void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        HttpRequests requests = new HttpRequests(child, Integer.parseInt(child.awaitLine("PORT")));
        if (leavesOutputUnread()) {
            child.stopReading();
        }
        int answered = 0;
        while (isAnswered(child, requests.send("/orders/" + answered))) {
            answered++;
            if (answered == MOST_ANSWERED) {
                throw new StagingException("The log never stalled");
            }
        }
        for (int i = 1; i < REQUESTS; i++) {
            requests.send("/orders/" + (answered + i) + "?" + prices(i));
        }
    }

    /// Which price list the request needs: all the same one.
    String prices(int request) {
        return "prices=all";
    }

    /// Whether the log is the standard output, which then has to be left unread.
    boolean leavesOutputUnread() {
        return false;
    }

    /// A slow answer alone proves nothing on a busy machine: the thread dump has to show why.
    private boolean isAnswered(ChildJvm child, Socket request)
            throws StagingException, InterruptedException, IOException {
        while (!HttpRequests.isAnswered(request, ANSWER_MILLIS)) {
            if (isFirstStuck(new StackTexts(child.threadPrint())) && !HttpRequests.isAnswered(request, ANSWER_MILLIS)) {
                return false;
            }
        }
        return true;
    }
}
