package dev.holdup.analysis.inspection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object.
///
/// @param reachability `strong`, or `soft`, `weak`, `phantom` if only such references lead to it, or `unreachable`
/// @param roots why it is alive by itself, if it is
/// @param fields null for arrays
/// @param length of an array, null for others
/// @param elements of an array of references, those that are not null
/// @param values of a primitive array, if they are to be shown
/// @param referrers objects that refer to it, those that retain the most first; unreachable ones are among them
/// @param dominators what keeps it alive: its immediate dominator, that one's, and so on up
/// @param dominates objects whose immediate dominator it is, those that retain the most first
public record ObjectFacts(
        ObjectRef object,
        String reachability,
        List<String> roots,
        @Nullable Capped<FieldFact> fields,
        @Nullable Integer length,
        @Nullable Capped<Element> elements,
        @Nullable Capped<String> values,
        Capped<Referrer> referrers,
        Capped<ObjectRef> dominators,
        Capped<ObjectRef> dominates)
        implements Inspection {

    public record Element(int index, ObjectRef reference) {}

    /// @param via the field or element that refers
    public record Referrer(ObjectRef object, Via via) {}

    @Override
    public String kind() {
        return "object";
    }
}
