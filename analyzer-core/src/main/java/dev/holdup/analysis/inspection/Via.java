package dev.holdup.analysis.inspection;

import org.jspecify.annotations.Nullable;

/// Through what one object refers to another.
///
/// @param name a field, `[17]` for an element, or what a class has besides fields: `<superclass>`, `<class loader>`
/// @param references how many of its fields or elements refer to it; the first is named
/// @param strength `soft`, `weak` or `phantom` if that is all; null if it retains what it refers to
public record Via(String name, int references, @Nullable String strength) {}
