package dev.holdup.samples.apps;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A Jetty that asks another server for each request, and waits for its answer for ever.
///
/// Arguments: threads of the server, bytes a request.
public final class GatewayServer {

    private GatewayServer() {}

    public static void main(String... args) throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(Integer.parseInt(args[0]));
        pool.setName("jetty");
        pool.setReservedThreads(0);
        URL backend = URI.create("http://127.0.0.1:" + Leash.ask("BACKEND") + "/stock")
                .toURL();
        Server server = new Server(pool);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(ReportShop.WAIT_MILLIS);
        server.addConnector(connector);
        server.setHandler(new Gateway(backend, Integer.parseInt(args[1])));
        server.start();
        Leash.say("PORT " + connector.getLocalPort());
        Leash.holdUntilReleased();
    }

    private static final class Gateway extends Handler.Abstract {

        private final URL backend;
        private final int bytes;

        Gateway(URL backend, int bytes) {
            this.backend = backend;
            this.bytes = bytes;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            byte[] order = Payload.ofBytes(bytes);
            HttpURLConnection call = (HttpURLConnection) backend.openConnection();
            response.setStatus(call.getResponseCode());
            Leash.say("answered " + Payload.sum(order));
            callback.succeeded();
            return true;
        }
    }
}
