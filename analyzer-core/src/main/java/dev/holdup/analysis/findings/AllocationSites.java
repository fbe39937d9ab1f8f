package dev.holdup.analysis.findings;

import java.util.List;

/// Where objects were allocated, if the dump says: only the old `hprof` agent and few others note it.
///
/// @param sites the most bytes first; empty if the dump does not say, which `saying` explains
/// @param sitesLeftOut of `sites`
public record AllocationSites(String saying, List<Site> sites, long sitesLeftOut) {

    /// @param stack serial number in the file
    /// @param frames innermost first, capped; empty if the dump knows the number but not the frames
    /// @param className of most of its bytes
    /// @param objects in the dump, reachable or not
    public record Site(int stack, List<String> frames, String className, long objects, long bytes) {}
}
