package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.FieldFact;
import dev.holdup.analysis.inspection.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object, without values.
///
/// @param classIndex by which its class is asked for
/// @param describedClass index of the class that it is the class object of; null if it is none
/// @param isThread whether it is a live thread
/// @param reachability `strong`, `soft`, `weak`, `phantom` or `unreachable`
/// @param roots why it is alive by itself, if it is; not all of very many
/// @param fields static ones of a class object; empty for arrays
/// @param elementType of an array; null otherwise
/// @param length of an array; null otherwise
/// @param dominators what keeps it alive: its immediate dominator, that one's, and so on up, at most a hundred
/// @param topReached whether these go as far as there are any
/// @param dominates how many objects it dominates next
/// @param referrers how many references lead to it
public record LookedAtObject(
        ObjectRef object,
        int classIndex,
        @Nullable Integer describedClass,
        boolean isThread,
        String reachability,
        List<String> roots,
        List<FieldFact> fields,
        @Nullable String elementType,
        @Nullable Integer length,
        List<ObjectRef> dominators,
        boolean topReached,
        long dominates,
        long referrers) {}
