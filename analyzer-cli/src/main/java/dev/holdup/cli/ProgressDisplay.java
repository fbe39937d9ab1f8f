package dev.holdup.cli;

import dev.holdup.analysis.Progress;

/// Progress as it is shown while work goes on.
sealed interface ProgressDisplay extends Progress, AutoCloseable
        permits ProgressBar, ProgressLines, ProgressDisplay.Silent {

    @Override
    void close();

    /// Shows nothing.
    record Silent() implements ProgressDisplay {
        @Override
        public void at(String phase, double done) {}

        @Override
        public void close() {}
    }
}
