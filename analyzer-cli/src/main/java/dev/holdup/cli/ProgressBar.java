package dev.holdup.cli;

import java.io.PrintStream;

/// A bar that is drawn over itself, at most ten times a second, and is gone at the end.
final class ProgressBar implements ProgressDisplay {
    private static final int BAR_CELLS = 24;
    private static final int PHASE_CELLS = 40;
    private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
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
        out.print(CLEAR_LINE + line(phase, done));
        out.flush();
    }

    /// Such as `━━━━━━━━────────────────  33 %  reading references`; shorter than 80 columns, so that it never wraps.
    static String line(String phase, double done) {
        double share = Math.clamp(done, 0, 1);
        int filled = (int) (share * BAR_CELLS);
        String text = Terminal.printable(phase);
        return "━".repeat(filled)
                + "─".repeat(BAR_CELLS - filled)
                + String.format(" %3d %%  ", (int) (share * 100))
                + (text.length() <= PHASE_CELLS ? text : text.substring(0, PHASE_CELLS - 1) + "…");
    }

    @Override
    public synchronized void close() {
        out.print(CLEAR_LINE);
        out.flush();
    }
}
