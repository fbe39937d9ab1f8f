package dev.holdup.analysis.heap;

/// What the second pass has to know of each class, computed once: where its references are and whether its
/// objects have to name it.
final class ClassPlans {
    static final int[] NO_OFFSETS = {};

    /// `referenceOffsetsByClass[classIndex]`: offsets of the references that retain, from the first field
    /// value.
    final int[][] referenceOffsetsByClass;
    /// −1 where instances have no `referent`, or retain it.
    final int[] weakReferentOffsetByClass;
    final ReferenceStrength[] strengthByClass;
    /// Object index of the class object that every instance keeps alive; −1 where it lives anyway, being a
    /// root.
    final int[] classEdgeByClass;
    private final long[] fieldBytesByClass;

    /// @param rooted whether an object is a GC root by itself
    ClassPlans(ClassTable classes, java.util.function.IntPredicate rooted, int idBytes, Semantics semantics) {
        int n = classes.size();
        referenceOffsetsByClass = new int[n][];
        weakReferentOffsetByClass = new int[n];
        strengthByClass = new ReferenceStrength[n];
        classEdgeByClass = new int[n];
        fieldBytesByClass = new long[n];
        for (int i = 0; i < n; i++) {
            HeapClass heapClass = classes.get(i);
            switch (semantics) {
                case HOLDUP -> {
                    referenceOffsetsByClass[i] = heapClass.strongReferenceOffsets();
                    weakReferentOffsetByClass[i] = heapClass.weakReferentOffset();
                }
                case MAT -> {
                    referenceOffsetsByClass[i] = heapClass.referenceOffsets();
                    weakReferentOffsetByClass[i] = -1;
                }
            }
            strengthByClass[i] = heapClass.strength();
            int classObject = heapClass.objectIndex();
            classEdgeByClass[i] = classObject >= 0 && !rooted.test(classObject) ? classObject : -1;
            fieldBytesByClass[i] = heapClass.fields().stream()
                    .mapToLong(field -> field.type().bytes(idBytes))
                    .sum();
        }
    }

    /// Whether an instance record of so many bytes holds all the fields of its class.
    boolean fits(int classIndex, int fieldBytes) {
        return fieldBytesByClass[classIndex] <= fieldBytes;
    }
}
