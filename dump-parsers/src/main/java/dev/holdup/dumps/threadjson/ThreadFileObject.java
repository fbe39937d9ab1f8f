package dev.holdup.dumps.threadjson;

import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `threadDump` of `jcmd Thread.dump_to_file -format=json`: threads by container.
///
/// JDK 21 writes only number, name and stack of a thread, and does not say which are virtual: those that begin in
/// `VirtualThread.run`. Since JDK 25 there are states and locks, these by identity hash.
final class ThreadFileObject {
    private static final String NO_FRAME = "The text is no frame of a stack.";

    private final JsonReading json;
    private final OpenJsonDump dump;
    private final KnownFrames knownFrames = new KnownFrames();

    ThreadFileObject(JsonReading json, OpenJsonDump dump) {
        this.json = json;
        this.dump = dump;
    }

    void read() {
        while (json.nextField()) {
            switch (json.name()) {
                case "processId" -> dump.pid(json.number());
                case "time" -> dump.capturedAt(instant(json.text()));
                case "runtimeVersion" -> dump.jvm(json.text());
                case "threadContainers" -> containers();
                case "formatVersion" -> json.skip();
                default -> dump.unknownField(json);
            }
        }
    }

    private void containers() {
        if (!json.beginsArray()) {
            return;
        }
        while (json.nextObject()) {
            String container = "";
            while (json.nextField()) {
                switch (json.name()) {
                    case "container" -> container = json.text();
                    case "threads" -> threads(container);
                    case "parent", "owner", "threadCount" -> json.skip();
                    default -> dump.unknownField(json);
                }
            }
        }
    }

    private void threads(String container) {
        if (json.beginsArray()) {
            while (json.nextObject()) {
                OpenThread thread = new OpenThread(json.location(), "").container(container);
                try {
                    while (json.nextField()) {
                        field(thread);
                    }
                } finally {
                    // Also of a thread that the text breaks off in.
                    dump.add(thread);
                }
            }
        }
    }

    private void field(OpenThread thread) {
        int line = json.line();
        switch (json.name()) {
            case "tid" -> thread.number(json.number());
            case "name" -> thread.name(json.text());
            case "virtual" -> thread.virtual(json.flag());
            case "state" -> thread.state(StateNames.state(json.text()));
            case "carrier" -> thread.carrier(json.number());
            case "stack" -> stack(thread);
            case "blockedOn" -> wants(thread, LockAction.WAITING_TO_LOCK, json.text(), null, line);
            case "waitingOn" -> wants(thread, LockAction.WAITING_ON, json.text(), null, line);
            case "parkBlocker" -> parkBlocker(thread, line);
            case "monitorsOwned" -> monitorsOwned(thread);
            case "time" -> json.skip();
            default -> dump.unknownField(json);
        }
    }

    private void stack(OpenThread thread) {
        if (!json.beginsArray()) {
            return;
        }
        boolean virtual = false;
        while (json.nextElement()) {
            JvmFrame frame = knownFrames.parse(json.element(), text -> FrameLine.parseElement(text, 0));
            if (frame == null) {
                dump.unknown(json.line(), NO_FRAME);
                continue;
            }
            thread.frame(frame);
            virtual = frame.className().equals("java.lang.VirtualThread")
                    && frame.method().equals("run");
        }
        if (virtual) {
            thread.virtual(true);
        }
    }

    private void parkBlocker(OpenThread thread, int line) {
        if (!json.beginsObject()) {
            return;
        }
        String object = "";
        long owner = JvmThread.UNKNOWN_ID;
        while (json.nextField()) {
            switch (json.name()) {
                case "object" -> object = json.text();
                case "owner", "exclusiveOwnerThread" -> owner = json.number();
                default -> dump.unknownField(json);
            }
        }
        wants(
                thread,
                LockAction.PARKING,
                object,
                owner == JvmThread.UNKNOWN_ID ? null : new LockOwner("", owner, JvmThread.UNKNOWN_ID),
                line);
    }

    private void monitorsOwned(OpenThread thread) {
        if (!json.beginsArray()) {
            return;
        }
        while (json.nextObject()) {
            int depth = -1;
            while (json.nextField()) {
                switch (json.name()) {
                    case "depth" -> depth = (int) Math.min(json.number(), Integer.MAX_VALUE);
                    case "locks" -> locksAt(thread, depth);
                    default -> dump.unknownField(json);
                }
            }
        }
    }

    private void locksAt(OpenThread thread, int depth) {
        if (json.beginsArray()) {
            while (json.nextElement()) {
                owns(thread, json.element(), depth, json.line());
            }
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static void wants(
            OpenThread thread, LockAction action, String object, @Nullable LockOwner owner, int line) {
        LockObject lock = LockObject.hashed(object);
        if (lock != null) {
            thread.lock(action, lock, owner, 0, line);
        }
    }

    /// @param object empty for one that the compiler has done away with
    private static void owns(OpenThread thread, String object, int depth, int line) {
        LockObject lock = LockObject.hashed(object);
        if (lock == null) {
            thread.lock(LockAction.ELIMINATED, LockObject.at(LockUse.NO_ADDRESS, ""), null, depth, line);
        } else {
            thread.lock(LockAction.LOCKED, lock, null, depth, line);
        }
    }
}
