package dev.holdup.samples.incidents;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Requests over loopback, by bare sockets: the client must not think, retry or give up.
final class HttpRequests {

    private static final int CONNECT_MILLIS = 5_000;

    private final int port;
    private final ChildJvm child;

    HttpRequests(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /// Sends a request on a connection of its own, which stays open as long as the child.
    Socket send(String path) throws IOException {
        Socket socket = child.keep(new Socket());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Whether the answer came in full within the time.
    static boolean isAnswered(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // The server closes the connection behind its answer.
            }
            socket.close();
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }
}
