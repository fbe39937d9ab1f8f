package dev.holdup.samples.apps;

import java.io.IOException;

/// Ties the application's life to its launcher's.
final class Leash {

    private Leash() {}

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Returns never; halts the JVM once the launcher has closed our standard input, or has died.
    static void holdUntilReleased() throws IOException {
        while (System.in.read() >= 0) {
            // The launcher sends nothing.
        }
        Runtime.getRuntime().halt(0);
    }
}
