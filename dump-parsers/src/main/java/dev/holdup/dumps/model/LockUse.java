package dev.holdup.dumps.model;

import org.jspecify.annotations.Nullable;

/// What a thread dump says of one lock that a thread holds or waits for.
///
/// @param address of the lock object; [#NO_ADDRESS] where the dump has none (`<no object reference available>`, or it
///     names locks by their identity hash)
/// @param className of the lock object, binary name with dots; empty where the dump has none;
///     for [LockAction#WAITING_ON_CLASS_INITIALIZATION] the class being initialized
/// @param frameIndex frame it stands under, innermost 0; −1 if it is tied to none: locked ownable synchronizers, and
///     monitors that only a table of all monitors gives
/// @param line of the text it was read from
/// @param lockedClass for a lock that is a `java.lang.Class`, the class it stands for; empty for any other
/// @param identityHash `System.identityHashCode` of the lock object, where the dump names it `Class@hash`;
///     [#NO_HASH] otherwise. No heap dump has it
/// @param owner who holds the lock that is waited for, where the dump says so beside it; null otherwise
public record LockUse(
        LockAction action,
        long address,
        String className,
        int frameIndex,
        int line,
        String lockedClass,
        long identityHash,
        @Nullable LockOwner owner) {
    public static final long NO_ADDRESS = -1;
    public static final long NO_HASH = -1;

    public LockUse(LockAction action, long address, String className, int frameIndex, int line) {
        this(action, address, className, frameIndex, line, "");
    }

    public LockUse(LockAction action, long address, String className, int frameIndex, int line, String lockedClass) {
        this(action, address, className, frameIndex, line, lockedClass, NO_HASH, null);
    }

    /// What tells the lock from others of its class, within one dump only: its address, else its identity hash,
    /// else [#NO_ADDRESS].
    public long id() {
        return address != NO_ADDRESS ? address : identityHash;
    }
}
