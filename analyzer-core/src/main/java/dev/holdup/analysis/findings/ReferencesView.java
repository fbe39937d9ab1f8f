package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Soft, weak, phantom and final references, and what waits to be finalized or cleaned up.
///
/// @param kinds all four, in this order
/// @param classes by bytes that only they reach, then by objects
/// @param queues with references that nobody has taken yet, most first
/// @param finalizers null if none waits to be finalized
public record ReferencesView(
        String saying,
        List<ReferenceKind> kinds,
        List<ReferenceClass> classes,
        int classesLeftOut,
        List<PendingQueue> queues,
        int queuesLeftOut,
        Contents.@Nullable Finalizers finalizers,
        CleanersSeen cleaners) {

    /// @param kind `soft`, `weak`, `phantom` or `final`
    /// @param cleared without a referent
    /// @param queued put into their queue, and not yet taken out of it
    /// @param onlyBytes what nothing but references of this kind and weaker ones reaches
    public record ReferenceKind(String kind, long objects, long cleared, long queued, long onlyBytes) {}

    /// @param onlyReferents what they refer to that nothing stronger reaches; each is told of one reference
    /// @param onlyBytes what these alone keep alive
    public record ReferenceClass(
            String className,
            String kind,
            long objects,
            long cleared,
            long queued,
            long onlyReferents,
            long onlyBytes) {}

    /// @param heldBy class of the object that alone keeps it; null if none does
    public record PendingQueue(
            String className,
            String address,
            long pending,
            @Nullable String heldBy) {}

    /// Actions that run once an object is gone (`java.lang.ref.Cleaner` and the JDK's own).
    ///
    /// @param queued due and not yet run
    public record CleanersSeen(long registered, long queued) {}
}
