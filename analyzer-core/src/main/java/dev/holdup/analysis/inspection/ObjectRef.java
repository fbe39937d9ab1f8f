package dev.holdup.analysis.inspection;

import org.jspecify.annotations.Nullable;

/// An object where another is looked at.
///
/// @param address hexadecimal, `0x7f00`
/// @param className null if the dump does not hold the object
/// @param name of a class object the class's, of a live thread the thread's; null for other objects
/// @param shallowBytes null if the dump does not hold the object
/// @param retainedBytes null if it is unreachable and was not asked about
/// @param text content of a string, if values are to be shown; cut
public record ObjectRef(
        String address,
        @Nullable String className,
        @Nullable String name,
        @Nullable Long shallowBytes,
        @Nullable Long retainedBytes,
        @Nullable String text) {}
