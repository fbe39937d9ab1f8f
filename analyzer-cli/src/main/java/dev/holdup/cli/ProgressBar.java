package dev.holdup.cli;

import java.io.PrintStream;

/// A bar that is drawn over itself, at most ten times a second, and is gone at the end.
final class ProgressBar implements ProgressDisplay {
    private static final int BAR_CELLS = 24;
    private static final int PHASE_CELLS = 46;
    private static final long NANOS_BEFORE_ESTIMATE = 2_000_000_000L;
    private static final double LEAST_SHARE_TO_ESTIMATE = 0.02;
    private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final long begunAtNanos = System.nanoTime();
    private String shownPhase = "";
    private long drawnAtNanos;

    ProgressBar(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void at(String phase, double done) {
        long now = System.nanoTime();
        boolean samePhase = phase.equals(shownPhase);
        if (samePhase && now - drawnAtNanos < NANOS_BETWEEN_DRAWINGS) {
            return;
        }
        shownPhase = phase;
        drawnAtNanos = now;
        out.print(CLEAR_LINE + line(phase, done, now - begunAtNanos));
        out.flush();
    }

    /// Such as `━━━━━━━━────────────────  33 %  12 s left  reading references`; shorter than 80 columns, so that it
    /// never wraps.
    static String line(String phase, double done, long nanosSoFar) {
        double share = Math.clamp(done, 0, 1);
        int filled = (int) (share * BAR_CELLS);
        String text = left(share, nanosSoFar) + Terminal.printable(phase);
        return "━".repeat(filled)
                + "─".repeat(BAR_CELLS - filled)
                + String.format(" %3d %%  ", (int) (share * 100))
                + (text.length() <= PHASE_CELLS ? text : text.substring(0, PHASE_CELLS - 1) + "…");
    }

    /// What is left if the rest goes on as it did so far; nothing as long as too little is known.
    private static String left(double share, long nanosSoFar) {
        if (nanosSoFar < NANOS_BEFORE_ESTIMATE || share < LEAST_SHARE_TO_ESTIMATE) {
            return "";
        }
        long seconds = Math.round(nanosSoFar / 1e9 * (1 - share) / share);
        return seconds < 100 ? seconds + " s left  " : seconds / 60 + " min left  ";
    }

    @Override
    public synchronized void close() {
        out.print(CLEAR_LINE);
        out.flush();
    }
}
