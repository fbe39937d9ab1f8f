package dev.holdup.analysis.dominators;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// How the reachable bytes divide among what the virtual root dominates; with the subsystems' retained sizes
/// the parts add up to the reachable bytes.
///
/// @param bytesBySubsystem kept by the threads of each subsystem alone
/// @param staticFields kept by class objects alone: by their static fields, and by the loaders they hold
/// @param otherRoots kept by JNI globals, monitors in use and the like alone
/// @param severalThreads kept by threads of several subsystems together, and by nothing else
/// @param shared kept by several kinds of roots together, such as threads and static fields
/// @param weakOnly reached over soft, weak and phantom references only
public record RootHolders(
        long[] bytesBySubsystem, long staticFields, long otherRoots, long severalThreads, long shared, long weakOnly) {

    static RootHolders of(DominatorTree tree, int subsystems) {
        long[] bySubsystem = new long[subsystems];
        for (int s = 0; s < subsystems; s++) {
            bySubsystem[s] = tree.retainedOfSubsystem(s);
        }
        ReferencePath classes = new ReferencePath(tree);
        Set<Integer> plainRoots = new HashSet<>();
        tree.heap().plainRoots().forEach(root -> plainRoots.add(root.objectIndex()));
        long[] staticOtherShared = new long[3];
        // The node above all threads, and what weak references reach, are told by themselves.
        tree.eachBelowRoot(object -> {
            int kind = classes.classObject(object) != null ? 0 : plainRoots.contains(object) ? 1 : 2;
            staticOtherShared[kind] += tree.retainedOf(object);
        });
        long severalThreads =
                tree.retainedOfAllThreads() - Arrays.stream(bySubsystem).sum();
        return new RootHolders(
                bySubsystem,
                staticOtherShared[0],
                staticOtherShared[1],
                severalThreads,
                staticOtherShared[2],
                tree.weaklyReachableBytes());
    }
}
