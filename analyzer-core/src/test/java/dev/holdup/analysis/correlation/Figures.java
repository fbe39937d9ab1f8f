package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Group.FrameHolding;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Suspect;
import java.util.List;

/// Memory facts for tests: every thread retains the same, groups share the same more.
record Figures(long perThread, long shared, int threadsPerGroup) implements EngineFigures {

    /// @param reachable bytes
    static MemoryFacts facts(long reachable, EngineFigures figures, Suspect... suspects) {
        Memory memory = new Memory(
                reachable, reachable, 0, 1000, 10, 1, 5, new Memory.Layout(12, 4, 8, "test"), List.of(), null);
        return new MemoryFacts("heap.hprof", true, memory, List.of(suspects), figures);
    }

    @Override
    public long retainedOfThread(int heapIndex) {
        return perThread;
    }

    @Override
    public long retainedOfFrame(int heapIndex, int frameIndex) {
        return frameIndex == 5 ? perThread : 0;
    }

    /// The first group is the one the tests are about.
    @Override
    public long retainedOfGroup(int group) {
        return group == 0 ? perThread * threadsPerGroup + shared : perThread;
    }

    @Override
    public List<FrameHolding> holdingsOfGroup(int group) {
        return List.of(
                new FrameHolding("com.acme.Orders.place", "byte[]", threadsPerGroup, perThread * threadsPerGroup));
    }
}
