package dev.holdup.samples.apps;

/// Threads with names by which an incident knows them.
final class Crowd {

    /// What a thread does; what it throws ends it.
    interface Work {
        void run(int number) throws Exception;
    }

    private Crowd() {}

    /// Starts `count` threads named `name-1` and so on.
    static void start(String name, int count, Work work) {
        for (int i = 1; i <= count; i++) {
            int number = i;
            new Thread(() -> run(work, number), name + "-" + number).start();
        }
    }

    // What a client library throws is no matter here: nothing ends before it is killed.
    private static void run(Work work, int number) {
        try {
            work.run(number);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
