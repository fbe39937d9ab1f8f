package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Two classes whose initialisers need each other, begun by two threads at once.
///
/// Arguments: number of further threads that need one of them, bytes that each of all threads holds.
public final class StartupOrder {

    private static final CountDownLatch BOTH_BEGUN = new CountDownLatch(2);

    private static final class Settings {
        static final int TIMEOUT;

        static {
            meet();
            TIMEOUT = Registry.SIZE + 1;
        }
    }

    private static final class Registry {
        static final int SIZE;

        static {
            meet();
            SIZE = Settings.TIMEOUT + 1;
        }
    }

    private StartupOrder() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int bystanders = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        Crowd.start("settings-starter", 1, number -> readSettings(Payload.ofBytes(bytes)));
        Crowd.start("registry-starter", 1, number -> readRegistry(Payload.ofBytes(bytes)));
        BOTH_BEGUN.await();
        Crowd.start("request", bystanders, number -> readSettings(Payload.ofBytes(bytes)));
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void meet() {
        BOTH_BEGUN.countDown();
        try {
            BOTH_BEGUN.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readSettings(byte[] order) {
        Leash.say(Settings.TIMEOUT + " " + Payload.sum(order));
    }

    private static void readRegistry(byte[] order) {
        Leash.say(Registry.SIZE + " " + Payload.sum(order));
    }
}
