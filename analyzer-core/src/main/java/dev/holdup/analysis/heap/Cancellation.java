package dev.holdup.analysis.heap;

/// Ends an analysis early: whoever started it calls [#cancel], from any thread, and the work stops at the next
/// [#check], a fraction of a second later.
public final class Cancellation {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    /// Called by everything that takes long, every few milliseconds.
    ///
    /// @throws Cancelled if the work is no longer wanted
    public void check() {
        if (cancelled) {
            throw new Cancelled();
        }
    }

    /// The work was cancelled.
    public static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("the analysis was cancelled", null, false, false);
        }
    }
}
