package dev.holdup.analysis.dominators;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What one look at every object tells of what labels keep, and of the dominator tree itself.
///
/// @param labels null if not asked for, or if it would take too much memory
/// @param dominators null if not asked for
public record TreeFacts(
        @Nullable LabelRetention labels, @Nullable DominatorFacts dominators) {

    /// @param ways are let go of
    /// @param sizesOf classes to tell the distribution of sizes of
    public record LabelsAsked(LabelWays ways, int[] sizesOf) {}

    /// @param depths are let go of
    /// @param shallowByClass of what is reachable
    /// @param holderByGroup under which heading of `memory.byHolder` the memory of a group of threads stands
    public record DominatorsAsked(TreeDepths depths, long[] shallowByClass, IntFunction<String> holderByGroup) {}

    /// Time: one look at every object, on all workers, and one more for which of them are large if dominators are asked
    /// for.
    public static TreeFacts of(DominatorTree tree, @Nullable LabelsAsked labels, @Nullable DominatorsAsked dominators) {
        List<TreeLook.Question> questions = new ArrayList<>();
        LabelSums sums = labels == null ? null : LabelSums.of(tree, labels);
        if (sums != null) {
            questions.add(sums);
        }
        DominatorSearch search = dominators == null ? null : new DominatorSearch(tree, dominators);
        if (search != null) {
            questions.addAll(search.questions());
        }
        if (!questions.isEmpty()) {
            TreeLook.at(tree, questions);
        }
        return new TreeFacts(sums == null ? null : sums.told(), search == null ? null : search.told());
    }
}
