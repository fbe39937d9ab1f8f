package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;

/// Which classes' objects differ in size, and the size of all others.
public final class ClassShapes {
    static final int UNIT_SHIFT = 3;

    private final boolean[] sizeFollowsByClass;
    private final long[] bytesByClass;
    private final boolean[] refersToNothingByClass;

    /// @param classes number of classes; one more index is the virtual nodes', whose size is 0
    ClassShapes(ClassTable classes, ObjectSizes sizes) {
        sizeFollowsByClass = new boolean[classes.size() + 1];
        bytesByClass = new long[classes.size() + 1];
        refersToNothingByClass = new boolean[classes.size() + 1];
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            sizeFollowsByClass[i] =
                    heapClass.isArray() || heapClass.name().equals("java.lang.Class") || StackChunks.isChunk(heapClass);
            bytesByClass[i] = sizes.instanceBytes(i);
            refersToNothingByClass[i] = heapClass.isArray() && heapClass.elementType() != FieldType.OBJECT;
        }
    }

    /// The class index of virtual nodes.
    public int virtualClass() {
        return bytesByClass.length - 1;
    }

    /// Whether objects of the class differ in size.
    public boolean sizeFollows(int classIndex) {
        return sizeFollowsByClass[classIndex];
    }

    /// Whether no object of the class refers to any other.
    boolean refersToNothing(int classIndex) {
        return refersToNothingByClass[classIndex];
    }

    /// Shallow size of all objects of a class that are of one size, in units of eight bytes.
    long units(int classIndex) {
        return bytesByClass[classIndex] >>> UNIT_SHIFT;
    }
}
