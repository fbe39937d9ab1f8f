package dev.holdup.analysis.dominators;

/// How the reachable bytes divide among what the virtual root dominates; with the subsystems' retained sizes the parts
/// add up
/// to the reachable bytes.
///
/// @param bytesBySubsystem kept by the threads of each subsystem alone
/// @param staticFields kept by class objects alone: by their static fields, and by the loaders they hold
/// @param otherRoots kept by JNI globals, monitors in use and the like alone
/// @param shared kept by several of these together
/// @param ungroupedThreads kept by threads in no group
/// @param weakOnly reached over soft, weak and phantom references only
public record RootHolders(
        long[] bytesBySubsystem,
        long staticFields,
        long otherRoots,
        long shared,
        long ungroupedThreads,
        long weakOnly) {

    static RootHolders of(DominatorTree tree, DominatedChildren children, int subsystems) {
        long[] bySubsystem = new long[subsystems];
        for (int s = 0; s < subsystems; s++) {
            bySubsystem[s] = tree.retainedOfSubsystem(s);
        }
        ReferencePath classes = new ReferencePath(tree);
        java.util.Set<Integer> plainRoots = new java.util.HashSet<>();
        tree.heap().plainRoots().forEach(root -> plainRoots.add(root.objectIndex()));
        long statics = 0;
        long others = 0;
        long shared = 0;
        long ungrouped = 0;
        for (int place = children.first(0); place < children.end(0); place++) {
            int child = children.child(place);
            long bytes = tree.retainedOf(child);
            if (tree.isThreadNode(child)) {
                ungrouped += bytes;
            } else if (tree.objectOf(child) < 0) {
                continue;
            } else if (classes.classObject(child) != null) {
                statics += bytes;
            } else if (plainRoots.contains(tree.objectOf(child))) {
                others += bytes;
            } else {
                shared += bytes;
            }
        }
        return new RootHolders(bySubsystem, statics, others, shared, ungrouped, tree.weaklyReachableBytes());
    }
}
