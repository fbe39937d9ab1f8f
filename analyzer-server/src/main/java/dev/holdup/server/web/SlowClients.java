package dev.holdup.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Bounds how long a client may take, which Jetty's idle timeout does not: a byte now and then is enough to keep that
/// from ever coming. The head of a request has to be there within a time, a body and an answer have to move at a rate.
/// Bounds, too, how many connections there are, in all and from one address.
final class SlowClients extends Handler.Wrapper implements Connection.Listener {
    private static final int CONNECTIONS = 4000;

    private final SlowLimits limits;
    private final AtomicBoolean closing;
    private final Map<Connection, Pace> paceByConnection = new ConcurrentHashMap<>();
    private final Map<InetAddress, AtomicInteger> connectionsByAddress = new ConcurrentHashMap<>();

    /// @param closing from then on, connections without a request are closed; Jetty waits for the others
    SlowClients(SlowLimits limits, AtomicBoolean closing) {
        this.limits = limits;
        this.closing = closing;
    }

    /// @param head within which the whole head of a request has to arrive, from its first byte; of a connection's first
    ///     request from the connection's begin
    /// @param window over which a rate is measured
    /// @param bytesPerSecond of a body and of an answer, at least
    /// @param connections from one address
    record SlowLimits(Duration head, Duration window, long bytesPerSecond, int connections) {
        static final SlowLimits USUAL = new SlowLimits(Duration.ofSeconds(20), Duration.ofSeconds(30), 1024, 1000);
    }

    @Override
    public void onOpened(Connection connection) {
        // Of TLS there are two for each: this is the one that requests come from.
        if (!(connection instanceof ConnectionMetaData)) {
            return;
        }
        InetAddress address = address(connection);
        int ofAddress = connectionsByAddress
                .computeIfAbsent(address, _ -> new AtomicInteger())
                .incrementAndGet();
        paceByConnection.put(connection, new Pace(limits));
        if (ofAddress > limits.connections() || paceByConnection.size() > CONNECTIONS) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (paceByConnection.remove(connection) != null) {
            connectionsByAddress.computeIfPresent(
                    address(connection), (_, count) -> count.decrementAndGet() == 0 ? null : count);
        }
    }

    private static InetAddress address(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet ? internet.getAddress() : InetAddress.getLoopbackAddress();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Pace pace = paceByConnection.get(request.getConnectionMetaData().getConnection());
        if (pace == null) {
            return super.handle(request, response, callback);
        }
        PacedRequest paced = new PacedRequest(request, pace);
        pace.begin(paced);
        Request.addCompletionListener(request, _ -> pace.end(bytesIn(request)));
        return super.handle(paced, new PacedResponse(paced, response, pace), callback);
    }

    private static long bytesIn(Request request) {
        return request.getConnectionMetaData().getConnection().getBytesIn();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Server server = getServer();
        server.getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
    }

    private void look() {
        if (!isStarted()) {
            return;
        }
        long now = System.nanoTime();
        paceByConnection.forEach((connection, pace) -> {
            if (closing.get() && pace.isBetweenRequests()) {
                connection.getEndPoint().close();
                return;
            }
            switch (pace.judge(now, connection.getBytesIn())) {
                case FINE -> {}
                case SLOW_BODY -> pace.failBody();
                case SLOW_HEAD, SLOW_READER -> connection.getEndPoint().close();
            }
        });
        getServer().getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
    }

    /// Counts what comes, and fails once it comes too slowly.
    private static final class PacedRequest extends Request.Wrapper implements Pace.Body {
        private final Pace pace;

        PacedRequest(Request request, Pace pace) {
            super(request);
            this.pace = pace;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                pace.received(chunk.remaining());
            }
            return chunk;
        }

        @Override
        public void demand(Runnable available) {
            pace.waitsForBody();
            super.demand(() -> {
                pace.hasBody();
                available.run();
            });
        }

        /// Jetty then ends the wait of whoever reads.
        @Override
        public void fail() {
            getWrapped().fail(new TimeoutException("too slow"));
        }
    }

    private static final class PacedResponse extends Response.Wrapper {
        private final Pace pace;

        PacedResponse(Request request, Response response, Pace pace) {
            super(request, response);
            this.pace = pace;
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            pace.writes(content == null ? 0 : content.remaining());
            super.write(last, content, Callback.from(pace::written, callback));
        }
    }
}
