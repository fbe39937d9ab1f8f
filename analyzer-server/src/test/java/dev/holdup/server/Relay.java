package dev.holdup.server;

import dev.holdup.server.store.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Connections to a port of this machine that can be cut, all at once.
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static Relay to(int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.startVirtualThread(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    DatabaseAddress.Postgres instead(DatabaseAddress.Postgres direct) {
        return new DatabaseAddress.Postgres(
                direct.url().replaceAll(":\\d+/", ":" + port() + "/"), direct.user(), direct.password());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                Thread.startVirtualThread(() -> pass(client, server));
                Thread.startVirtualThread(() -> pass(server, client));
            }
        } catch (IOException closed) {
            // Its end.
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // By either side, or cut.
        } finally {
            open.remove(from);
        }
    }

    void cut() {
        cut = true;
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
        open.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
