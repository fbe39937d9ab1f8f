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
        long statics = 0;
        long others = 0;
        long shared = 0;
        DominatedChildren children = tree.children();
        for (int child = children.first(0); child != DominatedChildren.END; child = children.next(child)) {
            long bytes = tree.retainedOf(child);
            if (tree.objectOf(child) < 0) {
                // The node above all threads, or what weak references reach: told by themselves.
                continue;
            }
            if (classes.classObject(child) != null) {
                statics += bytes;
            } else if (plainRoots.contains(tree.objectOf(child))) {
                others += bytes;
            } else {
                shared += bytes;
            }
        }
        long severalThreads =
                tree.retainedOfAllThreads() - Arrays.stream(bySubsystem).sum();
        return new RootHolders(bySubsystem, statics, others, severalThreads, shared, tree.weaklyReachableBytes());
    }
}
