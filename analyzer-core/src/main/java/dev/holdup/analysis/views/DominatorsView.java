package dev.holdup.analysis.views;

import dev.holdup.analysis.dominators.DominatorFacts;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapDominators.Concentration;
import dev.holdup.analysis.findings.HeapDominators.Dominator;
import dev.holdup.analysis.findings.HeapDominators.Drop;
import dev.holdup.analysis.findings.HeapDominators.TopClass;
import dev.holdup.analysis.findings.Memory;
import java.util.List;

/// The view `dominators`: what keeps most alive.
public final class DominatorsView {
    private static final int MOST_CLASSES = 50;

    private DominatorsView() {}

    /// @param memory whose holders are the tree's first level
    public static HeapDominators of(DominatorFacts facts, Memory memory, Detail detail) {
        List<Dominator> tree = memory.byHolder().stream()
                .filter(holder -> !holder.holder().equals("unreachable"))
                .map(holder -> holder(
                        holder,
                        facts.byHolder().getOrDefault(holder.holder(), List.of()),
                        facts.smallerByHolder().getOrDefault(holder.holder(), List.of())))
                .toList();
        int shown = Math.min(detail.scaled(MOST_CLASSES), facts.byClass().size());
        return new HeapDominators(
                saying(facts, memory.reachableBytes()),
                tree,
                facts.drops(),
                facts.byClass().subList(0, shown),
                facts.byClass().size() - shown,
                facts.immediate(),
                facts.concentration(),
                facts.depth());
    }

    private static Dominator holder(Memory.Holder holder, List<Dominator> children, List<TopClass> smaller) {
        long shown = children.stream().mapToLong(Dominator::retainedBytes).sum();
        return new Dominator(holder.holder(), null, holder.bytes(), holder.bytes() - shown, children, smaller);
    }

    private static String saying(DominatorFacts facts, long reachable) {
        Concentration half = facts.concentration().getFirst();
        String keeps = half.objects() == 1
                ? "One object or thread keeps half of what is reachable"
                : CountFormat.counted(half.objects(), "object or thread")
                                .replace("object or threads", "objects and threads")
                        + " together keep half of what is reachable";
        if (facts.drops().isEmpty()) {
            return keeps + "; nowhere does a hundredth of it come together in one object.";
        }
        Drop drop = facts.drops().getFirst();
        return keeps + "; most comes together in " + article(drop.name()) + ", which keeps "
                + ByteFormat.bytes(drop.retainedBytes()) + " of " + ByteFormat.bytes(reachable)
                + (drop.childClass().isEmpty()
                        ? "."
                        : " by " + CountFormat.counted(drop.children(), "object") + ", most of them "
                                + drop.childClass() + ".");
    }

    private static String article(String name) {
        return name.startsWith("class ")
                ? name
                : ("aeiou".indexOf(Character.toLowerCase(name.charAt(0))) >= 0 ? "an " : "a ") + name;
    }
}
