package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// How far each tree is from the roots, counted in trees: breadth first, first what the root reaches, then what soft,
/// weak and phantom references do.
///
/// Memory: four bytes a tree, and four more while computing.
final class HeadLevels {
    /// `levelByTree[tree]`: from 1 on, 0 for what was not reached.
    private final IntTable levelByTree;

    private final IntTable queue;
    private int queued;

    HeadLevels(HeadGraph graph, WeakEdges weak, HeapGraph heap) {
        TableSpace space = heap.space();
        levelByTree = space.ints(graph.size);
        queue = space.ints(graph.size);
        int next = 0;
        for (int phase = 0; phase < HeadGraph.UNREACHABLE; phase++) {
            enqueue(graph.trees.ranks + phase, 1);
            if (phase > 0) {
                weak.begin(phase, tree -> levelOf(tree) > 0, tree -> enqueue(tree, 2));
            }
            for (; next < queued; next++) {
                heap.workers().check(next);
                int tree = queue.get(next);
                if (phase > 0) {
                    weak.goOn(phase, tree, referent -> enqueue(referent, 2));
                }
                int level = levelByTree.get(tree) + 1;
                long end = graph.end(tree);
                for (long edge = graph.first(tree); edge < end; edge++) {
                    enqueue(graph.target(edge), level);
                }
            }
        }
        space.free(queue);
    }

    private void enqueue(int tree, int level) {
        if (levelByTree.get(tree) == 0) {
            levelByTree.set(tree, level);
            queue.set(queued++, tree);
        }
    }

    int levelOf(int tree) {
        return levelByTree.get(tree);
    }
}
