package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.dialect.SlashedFrame;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The LOCKS section: each monitor in use with its owner and those that wait, before any thread is listed.
///
/// Old versions say nowhere else what a thread waits for.
final class MonitorTable {
    private record Entry(
            LockAction action, LockObject lock, @Nullable LockOwner owner, int line) {}

    private final Map<Long, List<Entry>> heldByTid = new HashMap<>();
    private final Map<Long, Entry> wantedByTid = new HashMap<>();
    private @Nullable LockObject monitor;
    private @Nullable LockOwner owner;

    /// Takes a line, or says that it is none of this section's.
    boolean accept(int number, String tag, String content) {
        switch (tag) {
            case "2LKMONINUSE", "2LKREGMON" -> monitor = null;
            case "3LKMONOBJECT" -> monitor(number, content);
            case "3LKWAITER" -> waiter(number, content, LockAction.WAITING_TO_LOCK);
            case "3LKWAITNOTIFY" -> waiter(number, content, LockAction.WAITING_ON);
            default -> {
                return tag.startsWith("LK", 1);
            }
        }
        return true;
    }

    /// `a/b/C@0x…: owner "name" (J9VMThread:0x…), entry count 1`, or `Flat locked by` instead of `owner`.
    private void monitor(int number, String content) {
        int colon = content.indexOf(": ");
        LockObject lock = colon < 0 ? null : SlashedFrame.lock(content.substring(0, colon));
        NamedThread holder = colon < 0 ? null : NamedThread.in(content.substring(colon));
        monitor = lock;
        owner = holder == null ? null : holder.asOwner();
        if (lock != null && holder != null) {
            heldByTid
                    .computeIfAbsent(holder.tid(), tid -> new ArrayList<>(1))
                    .add(new Entry(LockAction.LOCKED, lock, null, number));
        }
    }

    private void waiter(int number, String content, LockAction action) {
        NamedThread waiter = NamedThread.in(content);
        if (monitor != null && waiter != null) {
            wantedByTid.put(waiter.tid(), new Entry(action, monitor, owner, number));
        }
    }

    /// Adds what the thread's own lines do not say.
    void completeLocksOf(OpenThread thread) {
        Entry wanted = wantedByTid.get(thread.tid());
        if (wanted != null && !thread.saysWhatItWaitsFor()) {
            thread.lock(wanted.action(), wanted.lock(), wanted.owner(), 0, wanted.line());
        }
        Set<Long> locked = thread.lockedAddresses();
        for (Entry held : heldByTid.getOrDefault(thread.tid(), List.of())) {
            if (!locked.contains(held.lock().address())) {
                thread.lock(held.action(), held.lock(), null, -1, held.line());
            }
        }
    }
}
