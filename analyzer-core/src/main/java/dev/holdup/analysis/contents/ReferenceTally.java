package dev.holdup.analysis.contents;

/// Objects of `java.lang.ref.Reference` and its subclasses, by class index.
final class ReferenceTally {
    final long[] objectsByClass;
    /// Without a referent.
    final long[] clearedByClass;
    /// Put into their queue, and not yet taken out of it.
    final long[] queuedByClass;

    ReferenceTally(int classes) {
        objectsByClass = new long[classes];
        clearedByClass = new long[classes];
        queuedByClass = new long[classes];
    }

    void add(int classIndex, boolean isCleared, boolean isQueued) {
        objectsByClass[classIndex]++;
        clearedByClass[classIndex] += isCleared ? 1 : 0;
        queuedByClass[classIndex] += isQueued ? 1 : 0;
    }

    void addAll(ReferenceTally other) {
        for (int c = 0; c < objectsByClass.length; c++) {
            objectsByClass[c] += other.objectsByClass[c];
            clearedByClass[c] += other.clearedByClass[c];
            queuedByClass[c] += other.queuedByClass[c];
        }
    }
}
