package dev.holdup.dumps.model;

/// Damage found while reading, as data: the parser goes on and the report says what it cost.
///
/// @param what what is damaged or missing, one sentence without the location
/// @param effect what the reader of the report cannot rely on because of it, one sentence
public record ParseWarning(SourceLocation location, String what, String effect) {}
