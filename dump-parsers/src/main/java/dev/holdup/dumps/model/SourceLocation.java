package dev.holdup.dumps.model;

/// Where in the input something was read: a byte offset in a binary file, a line in a text.
public sealed interface SourceLocation {

    /// Name of the input as the user knows it, never a temporary file's.
    String input();

    /// `offset` counts bytes from the start of the uncompressed file.
    record InFile(String input, long offset) implements SourceLocation {}

    /// `line` counts from 1.
    record InText(String input, int line) implements SourceLocation {}
}
