package dev.holdup.analysis.findings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to see in a heap, each view by itself; null where `--views` leaves it out.
///
/// Every view has a `saying`: what its figures mean, in a sentence. Lists are capped, and say how many are left out.
///
/// @param overview what the file holds
/// @param classes by class, package, class loader and component
/// @param dominators what keeps most alive
/// @param suspects collections far larger than the rest of their kind; single objects are the report's own suspects
/// @param collections how full collections are, and what arrays and boxed numbers hold
/// @param strings what strings take
/// @param references soft, weak, phantom and final ones, and what waits to be finalized
/// @param offHeap memory, connections and files outside of the heap
/// @param classLoading loaders, duplicate and generated classes
/// @param allocationSites where objects were allocated, if the dump says
public record HeapViews(
        @Nullable HeapOverview overview,
        @Nullable HeapClasses classes,
        @Nullable HeapDominators dominators,
        @Nullable HeapGrowth suspects,
        @Nullable CollectionsView collections,
        @Nullable StringsView strings,
        @Nullable ReferencesView references,
        @Nullable HeapOffHeap offHeap,
        @Nullable HeapClassLoading classLoading,
        @Nullable AllocationSites allocationSites) {

    /// Names of those that are there, in the order in which they are told.
    public List<ViewName> present() {
        Map<ViewName, Object> present = new EnumMap<>(ViewName.class);
        note(present, ViewName.OVERVIEW, overview);
        note(present, ViewName.CLASSES, classes);
        note(present, ViewName.DOMINATORS, dominators);
        note(present, ViewName.SUSPECTS, suspects);
        note(present, ViewName.COLLECTIONS, collections);
        note(present, ViewName.STRINGS, strings);
        note(present, ViewName.REFERENCES, references);
        note(present, ViewName.OFF_HEAP, offHeap);
        note(present, ViewName.CLASS_LOADING, classLoading);
        note(present, ViewName.ALLOCATION_SITES, allocationSites);
        return List.copyOf(present.keySet());
    }

    private static void note(Map<ViewName, Object> present, ViewName name, @Nullable Object view) {
        if (view != null) {
            present.put(name, view);
        }
    }
}
