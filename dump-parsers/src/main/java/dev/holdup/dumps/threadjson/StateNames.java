package dev.holdup.dumps.threadjson;

import org.jspecify.annotations.Nullable;

/// Names of `Thread.State`.
final class StateNames {
    private static final Thread.State[] STATES = Thread.State.values();

    private StateNames() {}

    /// Null for any other text.
    static Thread.@Nullable State state(String name) {
        for (Thread.State state : STATES) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return null;
    }
}
