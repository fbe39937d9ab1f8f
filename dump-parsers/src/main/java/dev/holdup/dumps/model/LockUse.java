package dev.holdup.dumps.model;

/// A lock line of a thread dump.
///
/// @param address of the lock object; [#NO_ADDRESS] where the dump has none (`<no object reference available>`)
/// @param className of the lock object, binary name with dots; empty where the dump has none;
///     for [LockAction#WAITING_ON_CLASS_INITIALIZATION] the class being initialized
/// @param frameIndex frame it stands under, innermost 0; −1 for the list of locked ownable synchronizers
/// @param line of the text it was read from
/// @param lockedClass for a lock that is a `java.lang.Class`, the class it stands for; empty for any other
public record LockUse(LockAction action, long address, String className, int frameIndex, int line, String lockedClass) {
    public static final long NO_ADDRESS = -1;

    public LockUse(LockAction action, long address, String className, int frameIndex, int line) {
        this(action, address, className, frameIndex, line, "");
    }
}
