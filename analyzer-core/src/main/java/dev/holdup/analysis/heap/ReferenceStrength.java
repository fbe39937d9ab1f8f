package dev.holdup.analysis.heap;

/// What a `java.lang.ref.Reference` does for its referent. Final references (finalizers) retain and count as
/// strong.
public enum ReferenceStrength {
    STRONG,
    SOFT,
    WEAK,
    PHANTOM
}
