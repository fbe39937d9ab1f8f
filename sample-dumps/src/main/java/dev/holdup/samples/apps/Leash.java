package dev.holdup.samples.apps;

import java.io.IOException;

/// Ties the application's life to its launcher's.
final class Leash {

    private Leash() {}

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Asks the launcher for a number, such as the port of another server.
    static int ask(String question) throws IOException {
        say(question);
        int number = 0;
        for (int digit = System.in.read(); digit >= '0' && digit <= '9'; digit = System.in.read()) {
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /// Returns never; halts the JVM once the launcher has closed our standard input, or has died.
    static void holdUntilReleased() throws IOException {
        while (System.in.read() >= 0) {
            // The launcher sends no more.
        }
        Runtime.getRuntime().halt(0);
    }
}
