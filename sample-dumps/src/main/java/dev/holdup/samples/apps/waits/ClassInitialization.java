package dev.holdup.samples.apps.waits;

/// One thread initialises a class slowly; the others need the class, and the JVM calls them runnable.
final class ClassInitialization implements Scenario {

    private static final class Settings {
        static final long TIMEOUT;

        static {
            Scenario.slowWork();
            TIMEOUT = System.nanoTime();
        }
    }

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("initializer", ClassInitialization::readSettings);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("user", waiting, ClassInitialization::readSettings);
        Thread.sleep(500); // no state tells that a thread waits for a class
    }

    private static void readSettings() {
        System.out.println(Settings.TIMEOUT);
    }
}
