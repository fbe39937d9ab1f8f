package dev.holdup.analysis.inspection;

import org.jspecify.annotations.Nullable;

/// A field, of an instance or static.
///
/// @param declaringClass its name
/// @param type `object` or the primitive's name
/// @param reference what it refers to; null for null and for primitives
/// @param value of a primitive if values are to be shown; `null` for the null reference; null otherwise
public record FieldFact(
        String declaringClass,
        String name,
        String type,
        @Nullable ObjectRef reference,
        @Nullable String value) {}
