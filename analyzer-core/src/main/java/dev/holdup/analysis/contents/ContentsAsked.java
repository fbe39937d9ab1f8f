package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.rules.CollectionDescription;
import java.util.List;
import java.util.Set;

/// What the third pass is to look for.
///
/// @param collections how they keep their elements: of several that know a class the first whose fields it has
/// @param views that the report is to hold
/// @param showValues whether it may hold the text of strings
public record ContentsAsked(
        List<CollectionDescription> collections, Set<ViewName> views, boolean showValues, Detail detail) {

    /// Whether it is asked which fields hold collections, and what arrays and boxed numbers hold.
    boolean inDetail() {
        return views.contains(ViewName.COLLECTIONS) || views.contains(ViewName.SUSPECTS);
    }
}
