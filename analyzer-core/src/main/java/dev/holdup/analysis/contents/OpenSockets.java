package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.OwnerFields;
import dev.holdup.analysis.findings.HeapOffHeap.Connection;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sockets that are open, by state and peer: those of the JDK's own classes, on which libraries stand, and Netty's of
/// epoll and kqueue.
final class OpenSockets {
    static final String NIO_SOCKET = "sun.nio.ch.NioSocketImpl";
    /// Up to JDK 12, and by option to 17.
    static final String PLAIN_SOCKET = "java.net.AbstractPlainSocketImpl";

    static final String SOCKET_CHANNEL = "sun.nio.ch.SocketChannelImpl";
    static final String SERVER_CHANNEL = "sun.nio.ch.ServerSocketChannelImpl";
    static final String DATAGRAM_CHANNEL = "sun.nio.ch.DatagramChannelImpl";
    static final String EPOLL_CHANNEL = "io.netty.channel.epoll.AbstractEpollChannel";
    static final String KQUEUE_CHANNEL = "io.netty.channel.kqueue.AbstractKQueueChannel";
    static final List<String> CLASSES = List.of(
            NIO_SOCKET, PLAIN_SOCKET, SOCKET_CHANNEL, SERVER_CHANNEL, DATAGRAM_CHANNEL, EPOLL_CHANNEL, KQUEUE_CHANNEL);

    private static final String CONNECTED = "connected";
    private static final String CONNECTING = "connecting";
    private static final String LISTENING = "listening";
    private static final String BOUND = "bound";
    private static final String OPEN = "open";
    /// Beyond these, each look costs and none tells more.
    private static final int MOST_OWNERS = 200;

    /// Of each class; the others are counted together.
    private static final int MOST_LOOKED_AT = 20_000;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final Peers peers;
    private final OwnerFields owners;

    private record Socket(String kind, String state, String peer) {}

    private static final class Sum {
        private final ObjectRecord first;
        private long sockets;

        Sum(ObjectRecord first) {
            this.first = first;
        }
    }

    OpenSockets(HeapGraph heap, HiddenText hidden, OwnerFields owners) {
        this.heap = heap;
        this.reader = heap.reader();
        this.peers = new Peers(heap, hidden);
        this.owners = owners;
    }

    /// All groups, those with the most sockets first.
    List<Connection> find(Noted noted) {
        Map<Socket, Sum> sums = new TreeMap<>(
                Comparator.comparing(Socket::kind).thenComparing(Socket::state).thenComparing(Socket::peer));
        for (String className : CLASSES) {
            List<ObjectRecord> all = noted.of(className);
            List<ObjectRecord> looked = all.subList(0, Math.min(MOST_LOOKED_AT, all.size()));
            prefetch(looked);
            if (all.size() > looked.size()) {
                Socket rest = new Socket("tcp", "not looked at", "of class " + className);
                sums.computeIfAbsent(rest, fresh -> new Sum(all.getLast())).sockets += all.size() - looked.size();
            }
            for (ObjectRecord object : looked) {
                Socket socket = socket(className, object);
                if (socket != null) {
                    sums.computeIfAbsent(socket, fresh -> new Sum(object)).sockets++;
                }
            }
        }
        List<Connection> found = new ArrayList<>();
        sums.forEach((socket, sum) -> found.add(new Connection(
                socket.kind(),
                socket.state(),
                socket.peer(),
                sum.sockets,
                found.size() < MOST_OWNERS
                        ? owners.of(heap.objects().indexOf(sum.first.address()))
                        : "not looked at")));
        found.sort(Comparator.comparingLong(Connection::sockets)
                .reversed()
                .thenComparing(Connection::state)
                .thenComparing(Connection::peer)
                .thenComparing(Connection::kind));
        return found;
    }

    private void prefetch(List<ObjectRecord> sockets) {
        Prefetch prefetch = new Prefetch(reader);
        List<ObjectRecord> addresses =
                prefetch.follow(sockets, "address", "remoteAddress", "localAddress", "remote", "local", "fd");
        List<ObjectRecord> inside = prefetch.follow(addresses, "holder", "holder6");
        prefetch.follow(prefetch.follow(inside, "addr"), "holder", "holder6");
    }

    /// Null if it is closed, or has never been opened.
    private @Nullable Socket socket(String className, ObjectRecord object) {
        long state = reader.integer(object, "state", -1);
        return switch (className) {
            case NIO_SOCKET -> {
                String kind = reader.integer(object, "stream", 1) == 0 ? "udp" : "tcp";
                boolean server = reader.integer(object, "server", 0) != 0;
                yield switch ((int) state) {
                    case 1 -> server && port(object, "localport") > 0 ? listening(kind, object) : null;
                    case 2 -> new Socket(kind, CONNECTING, ofImpl(object));
                    case 3 -> new Socket(kind, CONNECTED, ofImpl(object));
                    default -> null;
                };
            }
            case PLAIN_SOCKET -> plain(object);
            case SOCKET_CHANNEL ->
                state == 1
                        ? channel("tcp", CONNECTING, object, "remoteAddress")
                        : state == 2 ? channel("tcp", CONNECTED, object, "remoteAddress") : null;
            case SERVER_CHANNEL -> state == 0 ? channel("tcp", LISTENING, object, "localAddress") : null;
            case DATAGRAM_CHANNEL ->
                state == 1
                        ? channel("udp", CONNECTED, object, "remoteAddress")
                        : state == 0 ? channel("udp", BOUND, object, "localAddress") : null;
            default ->
                reader.reference(object, "remote") != 0
                        ? channel("tcp", CONNECTED, object, "remote")
                        : channel("tcp", LISTENING, object, "local");
        };
    }

    private @Nullable Socket plain(ObjectRecord object) {
        ObjectRecord descriptor = reader.follow(object, "fd");
        if (descriptor == null
                || (reader.integer(descriptor, "fd", -1) < 0 && reader.integer(descriptor, "handle", -1) < 0)) {
            return null;
        }
        if (reader.reference(object, "serverSocket") != 0) {
            return listening("tcp", object);
        }
        return port(object, "port") > 0
                ? new Socket("tcp", CONNECTED, ofImpl(object))
                : new Socket("tcp", OPEN, "no peer");
    }

    private Socket listening(String kind, ObjectRecord impl) {
        return new Socket(kind, LISTENING, "port " + port(impl, "localport"));
    }

    private long port(ObjectRecord impl, String field) {
        return reader.integer(impl, field, 0);
    }

    private String ofImpl(ObjectRecord impl) {
        return peers.host(reader.follow(impl, "address")) + ":" + port(impl, "port");
    }

    private @Nullable Socket channel(String kind, String state, ObjectRecord object, String field) {
        ObjectRecord address = reader.follow(object, field);
        if (address == null) {
            return state.equals(LISTENING) || state.equals(BOUND) ? null : new Socket(kind, state, "no peer");
        }
        boolean local = state.equals(LISTENING) || state.equals(BOUND);
        return peers.isUnix(address)
                ? new Socket("unix", state, peers.unix(address))
                : new Socket(kind, state, local ? "port " + peers.port(address) : peers.of(address));
    }
}
