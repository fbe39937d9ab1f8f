package dev.holdup.analysis.kept;

/// Objects one after the other, read when they are asked for.
///
/// @param size how many
/// @param objects by their place among them
public record ObjectRange(long size, ByPlace objects) {

    /// An object's index.
    @FunctionalInterface
    public interface ByPlace {
        int at(long place);
    }

    public int at(long place) {
        return objects.at(place);
    }
}
