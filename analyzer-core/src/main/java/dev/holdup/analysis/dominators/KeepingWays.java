package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;

/// Names what keeps an object, as suspects are named: the static field, the thread or another root, never a reference
/// out of the object's own content.
public final class KeepingWays {
    private final DominatorTree tree;
    private final SuspectWays ways;

    public KeepingWays(DominatorTree tree) {
        this.tree = tree;
        this.ways = new SuspectWays(tree, new ReferencePath(tree));
    }

    /// @param objectIndex a reachable object's
    public Suspect.Way of(int objectIndex) {
        return ways.of(tree.nodeOf(objectIndex), anyClass -> true).ways().getFirst();
    }
}
