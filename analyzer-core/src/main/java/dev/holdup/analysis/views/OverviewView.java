package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.Comparator;
import java.util.List;

/// The view `overview`: what the file holds.
public final class OverviewView {
    private OverviewView() {}

    public static HeapOverview of(HeapGraph heap) {
        List<HeapOverview.Part> composition = Composition.of(heap);
        return new HeapOverview(saying(composition), composition);
    }

    private static String saying(List<HeapOverview.Part> composition) {
        long bytes = composition.stream().mapToLong(HeapOverview.Part::bytes).sum();
        HeapOverview.Part largest = composition.stream()
                .max(Comparator.comparingLong(HeapOverview.Part::bytes))
                .orElseThrow();
        return "Of " + ByteFormat.bytes(bytes) + " in the heap, " + ByteFormat.bytes(largest.bytes()) + " are "
                + largest.kind() + ".";
    }
}
