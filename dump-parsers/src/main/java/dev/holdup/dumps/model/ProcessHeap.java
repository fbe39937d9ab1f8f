package dev.holdup.dumps.model;

/// The private heap of an Erlang process, in bytes; the stack shares the young heap's block.
///
/// @param youngBytes allocated for young heap and stack
/// @param oldBytes allocated for the old heap
/// @param youngUnusedBytes free between young heap and stack
/// @param fragmentBytes outside the two blocks, mostly messages not yet taken in
/// @param binaryBytes of refc binaries that the heap refers to, each counted once a reference, garbage included: what
///     the collector has seen, not what is alive; [#UNKNOWN] before OTP 20
public record ProcessHeap(
        long youngBytes,
        long oldBytes,
        long youngUnusedBytes,
        long oldUnusedBytes,
        long fragmentBytes,
        long binaryBytes) {
    public static final long UNKNOWN = -1;

    /// Holds terms or the stack: what is allocated less what is free.
    public long usedBytes() {
        return Math.max(0, youngBytes - youngUnusedBytes) + Math.max(0, oldBytes - oldUnusedBytes) + fragmentBytes;
    }

    /// All that the dump gives for a process when it has no `Memory` line.
    public long allocatedBytes() {
        return youngBytes + oldBytes + fragmentBytes;
    }
}
