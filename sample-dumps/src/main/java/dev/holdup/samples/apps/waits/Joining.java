package dev.holdup.samples.apps.waits;

/// Several threads wait for the end of one.
final class Joining implements Scenario {

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        Thread export = crew.start("export", Scenario::slowWork);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("joiner", waiting, () -> join(export));
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
