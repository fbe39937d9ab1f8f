package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Concentration;
import dev.holdup.analysis.findings.HeapDominators.Depth;
import dev.holdup.analysis.findings.HeapDominators.DominatedClass;
import dev.holdup.analysis.findings.HeapDominators.Dominator;
import dev.holdup.analysis.findings.HeapDominators.Drop;
import dev.holdup.analysis.findings.HeapDominators.TopClass;
import java.util.List;
import java.util.Map;

/// What the dominator tree looks like, as plain values.
///
/// @param byHolder the largest of what each holder keeps
/// @param smallerByHolder classes of the rest of it
/// @param byClass all classes of what nothing else dominates
public record DominatorFacts(
        Map<String, List<Dominator>> byHolder,
        Map<String, List<TopClass>> smallerByHolder,
        List<Drop> drops,
        List<TopClass> byClass,
        List<DominatedClass> immediate,
        List<Concentration> concentration,
        Depth depth) {}
