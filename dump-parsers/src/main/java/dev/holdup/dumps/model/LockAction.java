package dev.holdup.dumps.model;

/// What a thread does with a lock. `Object.wait` also prints LOCKED for the monitor it has released.
public enum LockAction {
    LOCKED,
    WAITING_TO_LOCK,
    WAITING_TO_RELOCK,
    WAITING_ON,
    PARKING,
    ELIMINATED,
    WAITING_ON_CLASS_INITIALIZATION,
    LOCKED_OWNABLE_SYNCHRONIZER
}
