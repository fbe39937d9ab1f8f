package dev.holdup.analysis.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the heap shows who has what a rule's victims wait for.
///
/// Paths are names of fields from an instance on. They end in a number, or in a collection, whose size counts.
///
/// @param noun what is handed out, in the plural
/// @param resource class of what hands it out
/// @param handedOut classes of what a holder's frames reach
/// @param of path from what is handed out to its resource; empty if there is none
/// @param all path from the resource to what lists everything handed out; empty if there is none
/// @param whereField integral field of what is handed out; null if all of it is in use
/// @param whereValue its value while in use
/// @param capacity path from the resource to how many there may be; empty if there is none
/// @param inUse path from the resource to how many are in use; empty if there is none
/// @param waiting path from the resource to how many wait; empty if there is none
/// @param stopAt classes that are never searched through
public record HolderSearch(
        String noun,
        String resource,
        List<String> handedOut,
        List<String> of,
        List<String> all,
        @Nullable String whereField,
        long whereValue,
        List<String> capacity,
        List<String> inUse,
        List<String> waiting,
        List<String> stopAt) {}
