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

    HeadLevels(HeadGraph graph, HeapGraph heap) {
        TableSpace space = heap.space();
        levelByTree = space.ints(graph.size);
        IntTable queue = space.ints(graph.size);
        int queued = 0;
        int next = 0;
        for (int phase = 0; phase < HeadGraph.VIRTUAL_TREES; phase++) {
            int start = graph.trees.ranks + phase;
            levelByTree.set(start, 1);
            queue.set(queued++, start);
            for (; next < queued; next++) {
                heap.workers().check(next);
                int tree = queue.get(next);
                int level = levelByTree.get(tree) + 1;
                long end = graph.end(tree);
                for (long edge = graph.first(tree); edge < end; edge++) {
                    int target = graph.target(edge);
                    if (levelByTree.get(target) == 0) {
                        levelByTree.set(target, level);
                        queue.set(queued++, target);
                    }
                }
            }
        }
        space.free(queue);
    }

    int levelOf(int tree) {
        return levelByTree.get(tree);
    }
}
