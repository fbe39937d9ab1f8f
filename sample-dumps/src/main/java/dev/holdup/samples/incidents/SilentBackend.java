package dev.holdup.samples.incidents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Another server, outside of the application: it takes connections and requests, and never answers.
final class SilentBackend {

    /// The system completes as many connections without anybody accepting them.
    private static final int CONNECTIONS = 1_000;

    private SilentBackend() {}

    /// Answers the application's question for a port; stays until the child is closed.
    static void openFor(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("BACKEND");
        ServerSocket backend = child.keep(new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress()));
        child.tell(backend.getLocalPort() + "\n");
    }
}
