package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import org.jspecify.annotations.Nullable;

/// A lock a thread holds or waits for: `- action <0xaddress> (a package.Class)`.
///
/// Instead of an address there may be words (`<no object reference available>`, `<owner is scalar replaced>`) or
/// the class with an identity hash (`<package.Class@1f2e3d>`, with or without the brackets); a
/// lock that is a class reads `(a java.lang.Class for package.Class)`. What is waited for may end in
/// ` owned by "name" t@12` or `, owner #12`.
///
/// @param lock for class initialization the class that is being initialized
/// @param owner null if none is named
public record LockLine(
        LockAction action, LockObject lock, @Nullable LockOwner owner) {
    private static final String CLASS_INITIALIZATION = "- waiting on the Class initialization monitor for ";
    private static final String CLASS_FOR = "java.lang.Class for ";
    private static final String OWNED_BY = " owned by \"";
    private static final String OWNER = ", owner #";

    public static boolean begins(String stripped) {
        return stripped.startsWith("- ");
    }

    /// An empty list of locked ownable synchronizers.
    public static boolean isNone(String stripped) {
        return stripped.equals("- None");
    }

    /// What the line says, or null if it is no lock line or cut short.
    ///
    /// @param stripped the line without the white space around it
    /// @param inSynchronizers whether it stands in a list of locked ownable synchronizers, where no action is named
    public static @Nullable LockLine parse(String stripped, boolean inSynchronizers) {
        if (stripped.startsWith(CLASS_INITIALIZATION)) {
            String className = stripped.substring(CLASS_INITIALIZATION.length()).strip();
            return new LockLine(
                    LockAction.WAITING_ON_CLASS_INITIALIZATION, LockObject.at(LockUse.NO_ADDRESS, className), null);
        }
        if (stripped.equals("- lock is eliminated")) {
            return new LockLine(LockAction.ELIMINATED, LockObject.at(LockUse.NO_ADDRESS, ""), null);
        }
        LockAction action = inSynchronizers ? LockAction.LOCKED_OWNABLE_SYNCHRONIZER : action(stripped);
        if (action == null) {
            return null;
        }
        LockOwner owner = owner(stripped);
        String text = owner == null ? stripped : stripped.substring(0, ownerStart(stripped));
        int open = text.indexOf('<');
        LockObject lock = open < 0 ? hashed(text) : bracketed(text, open);
        return lock == null ? null : new LockLine(action, lock, owner);
    }

    /// @param stripped begins with `- `, after which ThreadInfo has a second space
    private static @Nullable LockAction action(String stripped) {
        int start = stripped.startsWith("-  ") ? 3 : 2;
        if (stripped.startsWith("locked ", start)) {
            return LockAction.LOCKED;
        }
        if (stripped.startsWith("parking to wait for ", start)) {
            return LockAction.PARKING;
        }
        if (stripped.startsWith("waiting to lock ", start) || stripped.startsWith("blocked on ", start)) {
            return LockAction.WAITING_TO_LOCK;
        }
        if (stripped.startsWith("waiting on ", start)) {
            return LockAction.WAITING_ON;
        }
        if (stripped.startsWith("waiting to re-lock in wait() ", start)) {
            return LockAction.WAITING_TO_RELOCK;
        }
        if (stripped.startsWith("eliminated ", start)) {
            return LockAction.ELIMINATED;
        }
        return null;
    }

    private static @Nullable LockObject bracketed(String text, int open) {
        int close = text.indexOf('>', open);
        if (close < 0) {
            return null;
        }
        LockObject hashed = LockObject.hashed(text.substring(open + 1, close));
        if (hashed != null) {
            return hashed;
        }
        long address = Numbers.hexadecimal(text, open + 1, close);
        int paren = text.indexOf('(', close);
        if (paren < 0) {
            return LockObject.at(address, "");
        }
        if (!text.endsWith(")")) {
            return null;
        }
        String description = text.substring(paren + 1, text.length() - 1);
        String className = description.startsWith("a ") ? description.substring(2) : description;
        return className.startsWith(CLASS_FOR)
                ? new LockObject(address, LockUse.NO_HASH, "java.lang.Class", className.substring(CLASS_FOR.length()))
                : LockObject.at(address, className);
    }

    private static @Nullable LockObject hashed(String text) {
        return LockObject.hashed(text.substring(text.lastIndexOf(' ') + 1));
    }

    private static @Nullable LockOwner owner(String stripped) {
        int number = stripped.indexOf(OWNER);
        if (number > 0) {
            long owner = Numbers.decimal(stripped, number + OWNER.length(), stripped.length());
            return owner < 0 ? null : new LockOwner("", owner, JvmThread.UNKNOWN_ID);
        }
        int start = stripped.indexOf(OWNED_BY);
        int end = stripped.lastIndexOf("\" t@");
        return start < 0 || end < start + OWNED_BY.length()
                ? null
                : new LockOwner(
                        stripped.substring(start + OWNED_BY.length(), end),
                        Numbers.decimal(stripped, end + "\" t@".length(), stripped.length()),
                        JvmThread.UNKNOWN_ID);
    }

    private static int ownerStart(String stripped) {
        int start = stripped.indexOf(OWNER);
        return start > 0 ? start : stripped.indexOf(OWNED_BY);
    }
}
