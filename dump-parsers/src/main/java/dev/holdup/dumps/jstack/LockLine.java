package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockUse;
import org.jspecify.annotations.Nullable;

/// A lock a thread holds or waits for: `- action <0xaddress> (a package.Class)`.
///
/// Instead of an address there may be words (`<no object reference available>`, `<owner is scalar replaced>`); a
/// lock that is a class reads `(a java.lang.Class for package.Class)`; VisualVM writes `package.Class@1f2e3d`,
/// whose hash is no address.
///
/// @param address [LockUse#NO_ADDRESS] if there is none
/// @param className empty if there is none; for class initialization the class that is being initialized
/// @param lockedClass for a lock that is a `java.lang.Class`, the class it stands for; otherwise empty
record LockLine(LockAction action, long address, String className, String lockedClass) {
    private static final String CLASS_INITIALIZATION = "- waiting on the Class initialization monitor for ";
    private static final String CLASS_FOR = "java.lang.Class for ";

    static boolean begins(String stripped) {
        return stripped.startsWith("- ");
    }

    /// An empty list of locked ownable synchronizers.
    static boolean isNone(String stripped) {
        return stripped.equals("- None");
    }

    /// What the line says, or null if it is no lock line or cut short.
    ///
    /// @param stripped the line without the white space around it
    /// @param inSynchronizers whether it stands in a list of locked ownable synchronizers, where no action is named
    static @Nullable LockLine parse(String stripped, boolean inSynchronizers) {
        if (stripped.startsWith(CLASS_INITIALIZATION)) {
            String className = stripped.substring(CLASS_INITIALIZATION.length()).strip();
            return new LockLine(LockAction.WAITING_ON_CLASS_INITIALIZATION, LockUse.NO_ADDRESS, className, "");
        }
        LockAction action = inSynchronizers ? LockAction.LOCKED_OWNABLE_SYNCHRONIZER : action(stripped);
        if (action == null) {
            return null;
        }
        int open = stripped.indexOf('<');
        return open < 0 ? identityHash(action, stripped) : addressed(action, stripped, open);
    }

    private static @Nullable LockAction action(String stripped) {
        if (stripped.startsWith("- locked ")) {
            return LockAction.LOCKED;
        }
        if (stripped.startsWith("- parking to wait for ")) {
            return LockAction.PARKING;
        }
        if (stripped.startsWith("- waiting to lock ") || stripped.startsWith("- blocked on ")) {
            return LockAction.WAITING_TO_LOCK;
        }
        if (stripped.startsWith("- waiting on ")) {
            return LockAction.WAITING_ON;
        }
        if (stripped.startsWith("- waiting to re-lock in wait() ")) {
            return LockAction.WAITING_TO_RELOCK;
        }
        if (stripped.startsWith("- eliminated ")) {
            return LockAction.ELIMINATED;
        }
        return null;
    }

    private static @Nullable LockLine addressed(LockAction action, String stripped, int open) {
        int close = stripped.indexOf('>', open);
        if (close < 0) {
            return null;
        }
        long address = Numbers.hexadecimal(stripped, open + 1, close);
        int paren = stripped.indexOf('(', close);
        if (paren < 0) {
            return new LockLine(action, address, "", "");
        }
        if (!stripped.endsWith(")")) {
            return null;
        }
        String description = stripped.substring(paren + 1, stripped.length() - 1);
        String className = description.startsWith("a ") ? description.substring(2) : description;
        return className.startsWith(CLASS_FOR)
                ? new LockLine(action, address, "java.lang.Class", className.substring(CLASS_FOR.length()))
                : new LockLine(action, address, className, "");
    }

    private static @Nullable LockLine identityHash(LockAction action, String stripped) {
        int at = stripped.lastIndexOf('@');
        int start = stripped.lastIndexOf(' ', at) + 1;
        return at <= start ? null : new LockLine(action, LockUse.NO_ADDRESS, stripped.substring(start, at), "");
    }
}
