package dev.holdup.analysis.correlation;

import dev.holdup.analysis.dominators.LargestLocal;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.waits.Unit;
import java.util.ArrayList;
import java.util.List;

/// Threads that are not idle and each alone keep much of the memory alive: one large request, import or report.
///
/// If other threads are held up, theirs is the story: the worker behind them may have taken over what they
/// queued.
final class LargeThreads {
    private static final double BESIDE_A_BLOCKED_GROUP = 0.01;
    private static final Subsystem APPLICATION_DATA =
            new Subsystem("application-data", "Application data", "application-data");

    private LargeThreads() {}

    /// @param heldUp whether groups of threads explain the incident
    static List<Explanation> find(Incident incident, RankedGroups ranked, boolean heldUp) {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        for (Unit unit : incident.units()) {
            HeapThread thread = unit.heapThread();
            Long retained = incident.retainedOf(unit);
            if (thread != null
                    && retained != null
                    && !incident.groups().groupOf(unit).idle()
                    && new Kept(retained - incident.queuedBytes(unit), memory).isMuch()) {
                found.add(explain(unit, thread, retained, incident, memory, ranked, heldUp));
            }
        }
        return found;
    }

    private static Explanation explain(
            Unit unit,
            HeapThread thread,
            long retained,
            Incident incident,
            MemoryFacts memory,
            RankedGroups ranked,
            boolean heldUp) {
        Kept all = new Kept(retained, memory);
        double share = all.share();
        String kept = all.words();
        Source source = new Source(memory.input(), null, null);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("Without " + unit.name() + " " + kept + " would be free.", source));
        int frame = largestFrame(unit, thread, memory);
        boolean inFrame = frame >= 0 && 2 * memory.figures().retainedOfFrame(unit.heapIndex(), frame) >= retained;
        LargestLocal local = memory.figures().largestLocal(unit.heapIndex());
        String place = null;
        if (inFrame) {
            place = thread.frames().get(frame).qualifiedName();
            evidence.add(new Evidence(
                    "The locals of " + place + " keep "
                            + Words.bytes(memory.figures().retainedOfFrame(unit.heapIndex(), frame)) + " of it.",
                    source));
        } else if (local != null && 2 * local.bytes() >= retained) {
            place = thread.frames().get(local.frameIndex()).qualifiedName();
            evidence.add(new Evidence(
                    "A local variable of " + place + " and of frames that it calls, a " + local.className() + ", keeps "
                            + Words.bytes(local.bytes()) + " of it.",
                    source));
        }
        if (thread.outOfMemory()) {
            evidence.add(new Evidence("The heap dump was written when this thread ran out of memory.", source));
        }
        return new Explanation(
                share * (heldUp ? BESIDE_A_BLOCKED_GROUP : 1),
                "single-thread",
                Words.brief(unit.name()) + " alone keeps " + kept + " of the reachable memory alive"
                        + (place == null ? "" : ", most of it in locals of " + place)
                        + (thread.outOfMemory() ? ", and ran out of memory." : "."),
                all.confidence(),
                all.because("this thread", true),
                APPLICATION_DATA,
                "large-request",
                place,
                1,
                retained,
                share,
                ranked.rank(incident.groups().groupOf(unit)),
                null,
                List.of("This memory is kept by what one thread is doing, and goes when it is done."),
                evidence,
                List.of(new Remedy(
                        "Let it work on less at once - pages, a stream, a limit on what one request may load.",
                        null,
                        null,
                        null)));
    }

    /// Index of the frame whose locals keep the most, −1 if none keep anything.
    private static int largestFrame(Unit unit, HeapThread thread, MemoryFacts memory) {
        int largest = -1;
        long most = 0;
        for (int frame = 0; frame < thread.frames().size(); frame++) {
            long retained = memory.figures().retainedOfFrame(unit.heapIndex(), frame);
            if (retained > most) {
                most = retained;
                largest = frame;
            }
        }
        return largest;
    }
}
