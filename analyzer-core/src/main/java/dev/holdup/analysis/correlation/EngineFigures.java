package dev.holdup.analysis.correlation;

import dev.holdup.analysis.dominators.LargestLocal;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.Group.FrameHolding;
import dev.holdup.analysis.findings.UnitRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Retained sizes in bytes, once threads hang under the nodes that [GroupNodes#grouping] laid out.
public interface EngineFigures {

    /// @param heapIndex position in the heap's list of threads
    long retainedOfThread(int heapIndex);

    /// What the locals of one frame alone keep alive; 0 for a frame that the heap does not show.
    ///
    /// @param heapIndex position in the heap's list of threads
    long retainedOfFrame(int heapIndex, int frameIndex);

    /// The local variable that keeps the most alive; null if that is little.
    ///
    /// @param heapIndex position in the heap's list of threads
    default @Nullable LargestLocal largestLocal(int heapIndex) {
        return null;
    }

    /// What its frames refer to and keep alive, largest first, capped.
    ///
    /// @param heapIndex position in the heap's list of threads
    default List<UnitRow.Local> localsOfThread(int heapIndex) {
        return List.of();
    }

    /// @param group [dev.holdup.analysis.waits.StackGroup#index]
    long retainedOfGroup(int group);

    /// What the frames' locals hold, largest first, capped.
    ///
    /// @param group [dev.holdup.analysis.waits.StackGroup#index]
    List<FrameHolding> holdingsOfGroup(int group);

    static EngineFigures of(RetainedFacts facts) {
        return new EngineFigures() {
            @Override
            public long retainedOfThread(int heapIndex) {
                return facts.retainedByThread()[heapIndex];
            }

            @Override
            public long retainedOfFrame(int heapIndex, int frameIndex) {
                long[] byFrame = facts.retainedByFrame()[heapIndex];
                return frameIndex < byFrame.length ? byFrame[frameIndex] : 0;
            }

            @Override
            public @Nullable LargestLocal largestLocal(int heapIndex) {
                return facts.largestLocals().get(heapIndex);
            }

            @Override
            public List<UnitRow.Local> localsOfThread(int heapIndex) {
                return facts.localsByThread().get(heapIndex);
            }

            @Override
            public long retainedOfGroup(int group) {
                return facts.retainedByGroup()[group];
            }

            @Override
            public List<FrameHolding> holdingsOfGroup(int group) {
                return facts.holdingsByGroup().get(group);
            }
        };
    }
}
