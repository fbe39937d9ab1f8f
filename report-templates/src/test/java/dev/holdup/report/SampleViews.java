package dev.holdup.report;

import dev.holdup.analysis.findings.HeapViews;

/// What there is to see in a sample heap.
final class SampleViews {
    private SampleViews() {}

    static HeapViews views() {
        return new HeapViews(
                SampleFacts.overview(),
                SampleFacts.classes(),
                SampleFacts.dominators(),
                SampleOutside.growth(),
                SampleHeld.collections(),
                SampleHeld.strings(),
                SampleHeld.references(),
                SampleOutside.offHeap(),
                SampleOutside.classLoading(),
                SampleFacts.allocationSites());
    }
}
