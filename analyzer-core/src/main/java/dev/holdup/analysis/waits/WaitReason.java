package dev.holdup.analysis.waits;

/// What a thread waits for, as far as a dump says it.
public sealed interface WaitReason {

    /// Class of the lock object, binary name; empty if the dump has none.
    String className();

    /// Of the lock object; [dev.holdup.dumps.model.LockUse#NO_ADDRESS] if the dump has none.
    long address();

    /// To enter a monitor, or to enter it again after `Object.wait`.
    record Monitor(String className, long address) implements WaitReason {}

    /// To be unparked by what it parked on: a lock, a condition, a latch, a future.
    record Synchronizer(String className, long address) implements WaitReason {}

    /// In `Object.wait`, to be notified.
    record Notification(String className, long address) implements WaitReason {}

    /// For another thread to initialise the class `className`.
    record ClassInitialization(String className, long address) implements WaitReason {}

    /// For another thread to end.
    record ThreadEnd(String className, long address) implements WaitReason {}

    /// For the result of a task or future.
    record Result(String className, long address) implements WaitReason {}
}
