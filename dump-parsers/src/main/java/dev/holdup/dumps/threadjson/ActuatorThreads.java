package dev.holdup.dumps.threadjson;

import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of `java.lang.management.ThreadInfo` as beans: Spring Boot's `/actuator/threaddump` and, of version 1,
/// `/dump`.
final class ActuatorThreads {
    private static final int MAX_KNOWN_FRAMES = 100_000;

    private final JsonReading json;
    private final OpenJsonDump dump;
    private final Map<JvmFrame, JvmFrame> knownFrames = new HashMap<>();

    ActuatorThreads(JsonReading json, OpenJsonDump dump) {
        this.json = json;
        this.dump = dump;
    }

    void readAll() {
        while (json.nextObject()) {
            OpenThread thread = new OpenThread(json.location(), "");
            Wanted wanted = new Wanted();
            try {
                while (json.nextField()) {
                    field(thread, wanted);
                }
            } finally {
                // Also of a thread that the text breaks off in.
                wanted.addTo(thread);
                dump.add(thread);
            }
        }
    }

    private void field(OpenThread thread, Wanted wanted) {
        switch (json.name()) {
            case "threadName" -> thread.name(json.text());
            case "threadId" -> thread.number(json.number());
            case "daemon" -> thread.daemon(json.flag());
            case "threadState" -> thread.state(StateNames.state(json.text()));
            case "inNative" -> {
                if (json.flag()) {
                    thread.stateText("in native");
                }
            }
            case "suspended" -> {
                if (json.flag()) {
                    thread.stateText("suspended");
                }
            }
            case "stackTrace" -> stack(thread);
            case "lockName" -> wanted.name = json.text();
            case "lockOwnerId" -> wanted.ownerNumber = json.number();
            case "lockOwnerName" -> wanted.ownerName = json.text();
            case "lockInfo" -> wanted.lock(lock(), json.line());
            case "lockedMonitors" -> locks(thread, LockAction.LOCKED);
            case "lockedSynchronizers" -> {
                dump.listsOwnableSynchronizers();
                locks(thread, LockAction.LOCKED_OWNABLE_SYNCHRONIZER);
            }
            case "blockedTime", "blockedCount", "waitedTime", "waitedCount", "priority" -> json.skip();
            default -> dump.unknownField(json);
        }
    }

    private void stack(OpenThread thread) {
        if (!json.beginsArray()) {
            return;
        }
        while (json.nextObject()) {
            JvmFrame frame = frame();
            if (frame == null) {
                dump.unknown(json.line(), "The object is no frame of a stack.");
            } else {
                JvmFrame known = knownFrames.size() < MAX_KNOWN_FRAMES ? knownFrames.putIfAbsent(frame, frame) : null;
                thread.frame(known == null ? frame : known);
            }
        }
    }

    private @Nullable JvmFrame frame() {
        String className = "";
        String method = "";
        String file = "";
        long line = JvmFrame.UNKNOWN;
        boolean isNative = false;
        while (json.nextField()) {
            switch (json.name()) {
                case "className" -> className = json.text();
                case "methodName" -> method = json.text();
                case "fileName" -> file = json.text();
                case "lineNumber" -> line = json.number();
                case "nativeMethod" -> isNative = json.flag();
                default -> json.skip();
            }
        }
        if (className.isEmpty() || method.isEmpty()) {
            return null;
        }
        boolean known = line > 0 && line <= Integer.MAX_VALUE;
        return new JvmFrame(
                className,
                method,
                file.isEmpty() || isNative ? null : file,
                isNative ? JvmFrame.NATIVE : known ? (int) line : JvmFrame.UNKNOWN);
    }

    private void locks(OpenThread thread, LockAction action) {
        if (!json.beginsArray()) {
            return;
        }
        while (json.nextObject()) {
            String className = "";
            long hash = LockUse.NO_HASH;
            long depth = -1;
            while (json.nextField()) {
                switch (json.name()) {
                    case "className" -> className = json.text();
                    case "identityHashCode" -> hash = json.number();
                    case "lockedStackDepth" -> depth = json.number();
                    default -> json.skip();
                }
            }
            LockObject lock = new LockObject(LockUse.NO_ADDRESS, hash, className, "");
            thread.lock(action, lock, null, (int) Math.min(depth, Integer.MAX_VALUE), json.line());
        }
    }

    private @Nullable LockObject lock() {
        if (!json.beginsObject()) {
            return null;
        }
        String className = "";
        long hash = LockUse.NO_HASH;
        while (json.nextField()) {
            switch (json.name()) {
                case "className" -> className = json.text();
                case "identityHashCode" -> hash = json.number();
                default -> json.skip();
            }
        }
        return new LockObject(LockUse.NO_ADDRESS, hash, className, "");
    }

    /// What a thread waits for, said in several fields.
    private static final class Wanted {
        private String name = "";
        private String ownerName = "";
        private long ownerNumber = JvmThread.UNKNOWN_ID;
        private @Nullable LockObject lock;
        private int line = 1;

        void lock(@Nullable LockObject wanted, int at) {
            lock = wanted;
            line = at;
        }

        void addTo(OpenThread thread) {
            LockObject wanted = lock == null ? LockObject.hashed(name) : lock;
            if (wanted != null) {
                boolean owned = !ownerName.isEmpty() || ownerNumber != JvmThread.UNKNOWN_ID;
                LockOwner owner = owned ? new LockOwner(ownerName, ownerNumber, JvmThread.UNKNOWN_ID) : null;
                thread.waitsFor(wanted, owner, line);
            }
        }
    }
}
