package dev.holdup.analysis.findings;

import org.jspecify.annotations.Nullable;

/// How much of an input was read.
///
/// @param bytes that it holds, unpacked; null where they are not counted, as is `readBytes` and `missingBytes`
/// @param readBytes of these, but for what is damaged
/// @param missingBytes that should follow by what its own records claim, at least; 0 if none of them says so
/// @param objects in a heap dump; null otherwise
/// @param danglingReferences to objects that the heap dump does not hold; null otherwise. Some are in a whole dump,
/// too:
///     JVMs leave out the objects behind `int.class` and its like
/// @param units threads or processes that were read
/// @param missingUnits further ones that are known to be missing
/// @param missingStacks of the units, that are known to be missing
/// @param allUnits whether no unit is missing, as far as the input can tell
public record Coverage(
        @Nullable Long bytes,
        @Nullable Long readBytes,
        @Nullable Long missingBytes,
        @Nullable Long objects,
        @Nullable Long danglingReferences,
        int units,
        int missingUnits,
        int missingStacks,
        boolean allUnits) {

    /// Of what should be there by its own records, 0 to 1: at most, if more is missing than these say. Null where bytes
    /// are not counted.
    public @Nullable Double readShare() {
        if (bytes == null || readBytes == null || missingBytes == null || bytes + missingBytes <= 0) {
            return null;
        }
        return (double) readBytes / (bytes + missingBytes);
    }
}
