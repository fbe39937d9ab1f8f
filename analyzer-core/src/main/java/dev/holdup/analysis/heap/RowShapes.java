package dev.holdup.analysis.heap;

/// What is needed to read a row of [References]: which classes' objects differ in size, and the size of all
/// others.
public final class RowShapes {
    static final int UNIT_SHIFT = 3;

    private final boolean[] sizeFollowsByClass;
    private final long[] bytesByClass;

    /// @param classes number of classes; one more index is the virtual nodes', whose size is 0
    RowShapes(ClassTable classes, ObjectSizes sizes) {
        sizeFollowsByClass = new boolean[classes.size() + 1];
        bytesByClass = new long[classes.size() + 1];
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            sizeFollowsByClass[i] = heapClass.isArray() || heapClass.name().equals("java.lang.Class");
            bytesByClass[i] = sizes.instanceBytes(i);
        }
    }

    /// The class index of virtual nodes.
    public int virtualClass() {
        return bytesByClass.length - 1;
    }

    /// Whether the row's second int is the object's size.
    public boolean sizeFollows(int classIndex) {
        return sizeFollowsByClass[classIndex];
    }

    /// The flags of [#sizeFollows], for loops; not to be written to.
    public boolean[] sizeFollowsByClass() {
        return sizeFollowsByClass;
    }

    /// Shallow size of all objects of a class that are of one size, in units of eight bytes.
    long units(int classIndex) {
        return bytesByClass[classIndex] >>> UNIT_SHIFT;
    }
}
