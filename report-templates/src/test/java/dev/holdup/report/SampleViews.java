package dev.holdup.report;

import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import java.util.List;

/// What there is to see in a sample heap.
final class SampleViews {
    private SampleViews() {}

    static HeapViews views() {
        return new HeapViews(
                overview(),
                SampleOutside.growth(),
                null,
                null,
                null,
                SampleOutside.offHeap(),
                SampleOutside.classLoading());
    }

    private static HeapOverview overview() {
        return new HeapOverview(
                "Of 96.4 MB in the heap, 61.2 MB are primitive arrays.",
                List.of(
                        new HeapOverview.Part("instances", 604_331, 24_902_221),
                        new HeapOverview.Part("object arrays", 51_200, 9_200_401),
                        new HeapOverview.Part("primitive arrays", 410_233, 61_204_112),
                        new HeapOverview.Part("class objects", 12_022, 1_083_772)));
    }
}
