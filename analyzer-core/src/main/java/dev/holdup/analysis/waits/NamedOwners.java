package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The threads of a dump, found by what it says of an owner.
final class NamedOwners {
    private final Map<Long, JvmThread> byNumber = new HashMap<>();
    private final Map<Long, JvmThread> byNative = new HashMap<>();
    /// A name that several threads have leads to none.
    private final Map<String, @Nullable JvmThread> byName = new HashMap<>();

    NamedOwners(List<JvmThread> threads) {
        for (JvmThread thread : threads) {
            if (thread.number() != JvmThread.UNKNOWN_ID) {
                byNumber.put(thread.number(), thread);
            }
            if (thread.tid() != JvmThread.UNKNOWN_ID) {
                byNative.put(thread.tid(), thread);
            }
            JvmThread only = byName.containsKey(thread.name()) ? null : thread;
            byName.put(thread.name(), only);
        }
    }

    /// Null if no thread, or several, may be meant.
    @Nullable
    JvmThread find(LockOwner owner) {
        JvmThread thread = byNumber.get(owner.number());
        thread = thread == null ? byNative.get(owner.tid()) : thread;
        thread = thread == null && !owner.name().isEmpty() ? byName.get(owner.name()) : thread;
        return thread != null && owner.is(thread) ? thread : null;
    }
}
