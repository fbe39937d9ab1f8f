package dev.holdup.analysis.inspection;

import org.jspecify.annotations.Nullable;

/// One class.
///
/// @param classObject null if the dump holds none, as of some arrays
/// @param loader null for the boot loader
/// @param superclass its name; null if it has none
/// @param instances reachable ones of this very class
/// @param shallowBytes of these alone
/// @param retainedBytes retained sizes of those that no other instance of the class dominates, summed
/// @param unreachableInstances those that no root leads to
/// @param instanceFields as declared by the class itself, without values
/// @param largest instances that retain the most
/// @param referrers what refers to the class object, those that retain the most first; its instances, which all do, are
///     not among them. Null if the dump holds no class object
public record ClassFacts(
        String name,
        @Nullable ObjectRef classObject,
        @Nullable ObjectRef loader,
        @Nullable String superclass,
        Capped<String> subclasses,
        long instances,
        long shallowBytes,
        long retainedBytes,
        long unreachableInstances,
        Capped<FieldFact> staticFields,
        Capped<Declared> instanceFields,
        Capped<ObjectRef> largest,
        @Nullable Capped<ObjectFacts.Referrer> referrers)
        implements Inspection {

    public record Declared(String name, String type) {}

    @Override
    public String kind() {
        return "class";
    }
}
