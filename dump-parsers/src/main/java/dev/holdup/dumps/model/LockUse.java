package dev.holdup.dumps.model;

/// A lock line of a thread dump.
///
/// @param address of the lock object; [#NO_ADDRESS] where the dump has none (`<no object reference available>`)
/// @param className of the lock object, binary name with dots; empty where the dump has none
/// @param frameIndex frame it stands under, innermost 0; −1 for the list of locked ownable synchronizers
/// @param line of the text it was read from
public record LockUse(LockAction action, long address, String className, int frameIndex, int line) {
    public static final long NO_ADDRESS = -1;
}
