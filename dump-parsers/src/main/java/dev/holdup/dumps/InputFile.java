package dev.holdup.dumps;

import java.nio.file.Path;

/// One file the user gave, as it was found on disk.
///
/// @param name the file's own name, as reports show it
/// @param path where it is
/// @param bytes its size as it lies there, compressed or not
/// @param format what it holds
/// @param compression empty for plain, otherwise such as `gzip`
public record InputFile(String name, Path path, long bytes, DumpFormat format, String compression) {}
