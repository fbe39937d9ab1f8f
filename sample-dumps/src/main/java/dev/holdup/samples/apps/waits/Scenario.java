package dev.holdup.samples.apps.waits;

/// One way to wait. `begin` returns once every thread stands where it will stay.
interface Scenario {
    /// Longer than anybody looks.
    long FOREVER_MILLIS = 600_000;

    /// @param waiting how many threads are to wait
    void begin(int waiting) throws InterruptedException;

    /// Brings the next moment about, between two thread dumps. Most stay as they are.
    default void change() throws InterruptedException {}

    /// What holders do: in a method of its own, so that a stack tells it.
    static void slowWork() {
        try {
            Thread.sleep(FOREVER_MILLIS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
