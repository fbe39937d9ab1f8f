package dev.holdup.batch.store;

import java.io.Serializable;

/// One file of a store.
///
/// @param name below the folder that was listed, with slashes
/// @param location whole, as the store takes it
/// @param modified milliseconds since 1970
public record StoredFile(String name, String location, long bytes, long modified) implements Serializable {}
