package dev.holdup.cli;

import java.util.LinkedHashSet;
import java.util.Set;

/// A line for each phase as it begins: for logs and for terminals that cannot redraw a line.
final class ProgressLines implements ProgressDisplay {
    private final Messages messages;
    private final Set<String> begun = new LinkedHashSet<>();

    ProgressLines(Messages messages) {
        this.messages = messages;
    }

    @Override
    public synchronized void at(String phase, double done) {
        if (begun.add(phase)) {
            messages.note(phase + "…");
        }
    }

    @Override
    public void close() {}
}
