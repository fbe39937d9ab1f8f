package dev.holdup.server.deeper;

import org.jspecify.annotations.Nullable;

/// Whether an incident's heap can be looked into.
///
/// @param state `absent`, `waiting`, `preparing`, `ready` or `failed`
/// @param phase what is being done
/// @param done 0 to 1
/// @param bytes on the disk once it is ready
/// @param error why it failed
public record HeapState(
        String state,
        @Nullable String phase,
        @Nullable Double done,
        @Nullable Long bytes,
        @Nullable String error) {
    static final HeapState ABSENT = new HeapState("absent", null, null, null, null);
    static final HeapState WAITING = new HeapState("waiting", null, null, null, null);

    static HeapState preparing(String phase, double done) {
        return new HeapState("preparing", phase, done, null, null);
    }

    static HeapState ready(long bytes) {
        return new HeapState("ready", null, null, bytes, null);
    }

    static HeapState failed(String sentence) {
        return new HeapState("failed", null, null, null, sentence);
    }

    public boolean isReady() {
        return state.equals("ready");
    }

    boolean isComing() {
        return state.equals("waiting") || state.equals("preparing");
    }
}
