package dev.holdup.analysis;

/// Told of long work as it goes on, from any thread.
@FunctionalInterface
public interface Progress {
    Progress SILENT = (phase, done) -> {};

    /// Called from time to time, often a few thousand times a phase.
    ///
    /// @param phase what is being done, such as `reading references`
    /// @param done share of the whole work, 0 to 1; as near to the share of its time as is known
    void at(String phase, double done);
}
