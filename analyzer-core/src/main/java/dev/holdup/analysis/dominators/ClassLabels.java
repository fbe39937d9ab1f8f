package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ObjectShapes;
import java.util.Map;

/// What objects are counted as: their class, and whatever sets of objects are asked about besides, such as a package.
/// Every such set is a label.
///
/// Objects of one kind have the same labels. A kind is a class, by its index; single objects may be of kinds of their
/// own, numbered behind the classes, as a class object is counted to its class's loader.
///
/// @param labelsByKind `[kind]`: ascending labels
/// @param labels how many there are
/// @param kindByObject by object index, of those that are not of their class's kind
/// @param mixedByClass `[classIndex]`: whether any of its objects is among these
public record ClassLabels(
        int[][] labelsByKind, int labels, Map<Integer, Integer> kindByObject, boolean[] mixedByClass) {

    /// Every object is of its class's kind.
    public ClassLabels(int[][] labelsByClass, int labels) {
        this(labelsByClass, labels, Map.of(), new boolean[labelsByClass.length]);
    }

    int kind(int objectIndex, ObjectShapes shapes) {
        return kind(objectIndex, shapes.classIndex(objectIndex));
    }

    int kind(int objectIndex, int classIndex) {
        return mixedByClass[classIndex] ? kindByObject.getOrDefault(objectIndex, classIndex) : classIndex;
    }
}
