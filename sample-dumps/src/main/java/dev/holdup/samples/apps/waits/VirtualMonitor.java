package dev.holdup.samples.apps.waits;

import java.util.ArrayList;
import java.util.List;

/// Virtual threads wait for a monitor whose owner, virtual too, sleeps inside it: since JDK 24 none of them needs a
/// carrier.
final class VirtualMonitor implements Scenario {
    private final Object prices = new Object();
    private long reads;

    @Override
    public void begin(int waiting) throws InterruptedException {
        Thread owner = VirtualThreads.start("slow-owner", () -> read(true));
        Crew.await(() -> owner.getState() == Thread.State.TIMED_WAITING);
        List<Thread> readers = new ArrayList<>();
        for (int i = 1; i <= waiting; i++) {
            readers.add(VirtualThreads.start("", () -> read(false)));
        }
        Crew.await(() -> readers.stream().allMatch(reader -> reader.getState() == Thread.State.BLOCKED));
    }

    private void read(boolean slow) {
        synchronized (prices) {
            if (slow) {
                Scenario.slowWork();
            }
            reads++;
        }
    }

    @Override
    public String toString() {
        return reads + " reads";
    }
}
