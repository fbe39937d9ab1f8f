package dev.holdup.analysis.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way from a GC root to an object. There may be others.
///
/// @param reachability as [ObjectFacts#reachability]
/// @param root what the first object is kept by: `system class`, `local variable`; null if nothing leads to the object
/// @param thread whose local variable the first object is, or which is the root itself; null otherwise
/// @param frame that holds the first object; null if none does
/// @param steps from the root's object to the one asked for
/// @param leftOut steps left out between the halves of `steps`, as the way is long
public record PathFacts(
        ObjectRef object,
        String reachability,
        @Nullable String root,
        @Nullable ObjectRef thread,
        @Nullable String frame,
        List<Step> steps,
        long leftOut)
        implements Inspection {

    /// @param via how the object before refers to this one; null for the first
    public record Step(@Nullable Via via, ObjectRef object) {}

    @Override
    public String kind() {
        return "path";
    }
}
