package dev.holdup.samples.apps.waits;

/// One thread works inside a monitor, the others want in.
final class MonitorConvoy implements Scenario {

    private static final class Ledger {
        synchronized void enter(boolean slow) {
            if (slow) {
                Scenario.slowWork();
            }
        }
    }

    @Override
    public void begin(int waiting) throws InterruptedException {
        Ledger ledger = new Ledger();
        Crew crew = new Crew();
        crew.start("ledger-owner", () -> ledger.enter(true));
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("clerk", waiting, () -> ledger.enter(false));
        crew.await(Thread.State.TIMED_WAITING, Thread.State.BLOCKED);
    }
}
