package dev.holdup.analysis.heap;

import java.util.List;

/// Class and shallow size of every object.
///
/// `shapeByObject[objectIndex]`: the class index in the low 22 bits; in the high ten bits the size in units of eight
/// bytes for classes whose objects differ in size, [#LARGE] if it does not fit and stands in a map.
/// Memory: four bytes an object.
public final class ObjectShapes {
    private static final int CLASS_BITS = 22;
    private static final int CLASS_MASK = (1 << CLASS_BITS) - 1;
    private static final int LARGE = (1 << (32 - CLASS_BITS)) - 1;

    private final IntTable shapeByObject;
    private final ClassShapes shapes;
    private final LongIntMap unitsOfLarge = new LongIntMap(1 << 12);

    ObjectShapes(TableSpace space, int objects, ClassShapes shapes) {
        this.shapeByObject = space.ints(objects);
        this.shapes = shapes;
    }

    public int classIndex(int objectIndex) {
        return shapeByObject.get(objectIndex) & CLASS_MASK;
    }

    /// In units of eight bytes.
    public long shallowUnits(int objectIndex) {
        int shape = shapeByObject.get(objectIndex);
        int classIndex = shape & CLASS_MASK;
        if (!shapes.sizeFollows(classIndex)) {
            return shapes.units(classIndex);
        }
        int units = shape >>> CLASS_BITS;
        return units == LARGE ? Integer.toUnsignedLong(unitsOfLarge.get(objectIndex)) : units;
    }

    /// Whether the objects of a class keep nothing else alive, as arrays of primitive values do.
    public boolean refersToNothing(int classIndex) {
        return shapes.refersToNothing(classIndex);
    }

    public long shallowBytes(int objectIndex) {
        return shallowUnits(objectIndex) << ClassShapes.UNIT_SHIFT;
    }

    /// Takes over the large ones that the workers have met.
    void addLarge(List<Writer> writers) {
        for (Writer writer : writers) {
            for (int i = 0; i < writer.large; i++) {
                unitsOfLarge.put(writer.largeObjects[i], writer.largeUnits[i]);
            }
        }
    }

    /// One thread's way of writing shapes.
    final class Writer {
        private int[] largeObjects = new int[64];
        private int[] largeUnits = new int[64];
        private int large;

        void write(int objectIndex, int classIndex, long bytes) {
            long units = bytes >>> ClassShapes.UNIT_SHIFT;
            int code = 0;
            if (shapes.sizeFollows(classIndex)) {
                code = (int) Math.min(units, LARGE);
                if (code == LARGE) {
                    large(objectIndex, (int) units);
                }
            }
            shapeByObject.set(objectIndex, code << CLASS_BITS | classIndex);
        }

        private void large(int objectIndex, int units) {
            if (large == largeObjects.length) {
                largeObjects = java.util.Arrays.copyOf(largeObjects, 2 * large);
                largeUnits = java.util.Arrays.copyOf(largeUnits, 2 * large);
            }
            largeObjects[large] = objectIndex;
            largeUnits[large++] = units;
        }
    }
}
