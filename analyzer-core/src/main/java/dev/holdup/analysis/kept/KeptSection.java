package dev.holdup.analysis.kept;

/// The parts of a kept heap, in the order in which the header lists them. Indexes are those of the heap graph.
enum KeptSection {
    /// By object: its address less the first one's, in granules.
    ADDRESSES,
    /// By object: where its first field value or element is in the dump; 0 where the dump has no record for it.
    POSITIONS,
    /// By object: index of its class.
    CLASSES,
    /// By object: bytes of it alone, in units of eight.
    SHALLOW,
    /// By object: bytes freed with it, in units of eight.
    RETAINED,
    /// By object: ordinal of its [Reachability].
    REACHABILITY,
    /// By object: the object that dominates it next, behind the codes of [TreeTop].
    DOMINATORS,
    /// All objects, by what dominates them; of siblings the one that retains most first.
    CHILDREN,
    /// By object, and one more: where its referrers begin.
    REFERRER_STARTS,
    /// Objects that refer to one, in the order of the dump; one that does so twice stands there twice in a row.
    REFERRERS,
    /// By class, and one more: where its instances begin.
    INSTANCE_STARTS,
    /// All objects by class, the one that retains most first.
    INSTANCES,
    /// Four figures a class: reachable instances, their bytes, what they retain together, unreachable instances.
    CLASS_FIGURES,
    /// Class objects, ascending: `objectIndex << 32 | classIndex`.
    CLASS_OBJECTS,
    /// By class, and one more: where its description begins.
    CLASS_STARTS,
    CLASS_DESCRIPTIONS,
    /// Objects that are roots, ascending; one with several reasons stands there for each.
    ROOTS,
    /// Ordinal of the root's kind.
    ROOT_KINDS,
    /// Index of the root's thread, plus 1; 0 if it has none.
    ROOT_THREADS,
    /// Index of the root's frame, plus 1; 0 if it has none.
    ROOT_FRAMES,
    /// By thread, and one more: where its description begins.
    THREAD_STARTS,
    THREAD_DESCRIPTIONS
}
