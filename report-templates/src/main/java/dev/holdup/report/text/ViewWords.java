package dev.holdup.report.text;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.ViewName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The report's words for the views of a heap.
public final class ViewWords {
    private static final int CLASSES_WITH_SIZES = 8;

    /// Nobody nests objects so deep: each keeps the next.
    private static final long LONG_CHAIN = 1_000;

    private ViewWords() {}

    /// Heading of the section.
    public static String heading(ViewName view) {
        return switch (view) {
            case OVERVIEW -> "What the file holds";
            case CLASSES -> "Classes, packages and class loaders";
            case DOMINATORS -> "What keeps most alive";
            case SUSPECTS -> "Collections that have grown beyond their kind";
            case COLLECTIONS -> "Collections and arrays";
            case STRINGS -> "Strings";
            case REFERENCES -> "References and finalizers";
            case OFF_HEAP -> "Outside of the heap";
            case CLASS_LOADING -> "Class loading";
            case ALLOCATION_SITES -> "Where it was allocated";
        };
    }

    /// The same in a word or two, for the list of sections.
    public static String label(ViewName view) {
        return switch (view) {
            case OVERVIEW -> "Overview";
            case CLASSES -> "Classes";
            case DOMINATORS -> "Dominators";
            case SUSPECTS -> "Growth";
            case COLLECTIONS -> "Collections";
            case STRINGS -> "Strings";
            case REFERENCES -> "References";
            case OFF_HEAP -> "Off-heap";
            case CLASS_LOADING -> "Loaders";
            case ALLOCATION_SITES -> "Allocation";
        };
    }

    /// A sentence on the room between objects.
    public static String gaps(HeapOverview.Gaps gaps) {
        String holes = gaps.holes() == 0
                ? "No room lies between neighbouring objects"
                : CountFormat.counted(gaps.holes(), "hole") + " of together " + ByteFormat.bytes(gaps.holeBytes())
                        + " (" + CountFormat.percent(gaps.holeBytes(), Math.max(1, gaps.spanBytes())) + ") "
                        + (gaps.holes() == 1 ? "lies" : "lie") + " between neighbouring objects, the largest of "
                        + ByteFormat.bytes(gaps.largestHole());
        return gaps.largeGaps() == 0
                ? holes + "."
                : holes + "; " + CountFormat.counted(gaps.largeGaps(), "gap")
                        + " of a megabyte and more " + (gaps.largeGaps() == 1 ? "is a region" : "are regions")
                        + " that nothing lay in.";
    }

    public static String exactness(HeapClasses view) {
        return view.exact()
                ? "Retained is what would be freed if all objects of the row were gone, exactly."
                : "Retained is at least that: there was no memory to find what objects of a class share.";
    }

    /// Classes of which sizes are told.
    public static List<HeapClasses.OfClass> withSizes(HeapClasses view) {
        return view.classes().stream()
                .filter(row -> row.sizes().size() > 1)
                .sorted(Comparator.comparingLong(HeapClasses.OfClass::shallowBytes)
                        .reversed())
                .limit(CLASSES_WITH_SIZES)
                .toList();
    }

    /// `up to 16 B: 12, 32 B: 4`.
    public static String sizes(HeapClasses.OfClass row) {
        return "up to "
                + row.sizes().stream()
                        .map(range -> binary(range.upToBytes()) + ": " + CountFormat.count(range.objects()))
                        .collect(Collectors.joining(", "));
    }

    /// Powers of two as such, which decimal units would hide.
    private static String binary(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? (bytes >> 10) + " KiB"
                : bytes < 1 << 30 ? (bytes >> 20) + " MiB" : (bytes >> 30) + " GiB";
    }

    public static String concentration(HeapDominators view) {
        return view.concentration().stream()
                        .map(each -> CountFormat.percent(each.share()) + " by " + CountFormat.count(each.objects()))
                        .collect(Collectors.joining(", ", "Of what is reachable are kept ", ""))
                + " objects and threads that nothing else dominates.";
    }

    /// Where half of the bytes lie, and how deep the deepest object; empty in reports from before it was told.
    public static String depth(HeapDominators view) {
        HeapDominators.Depth depth = view.depth();
        if (depth == null || depth.ranges().isEmpty()) {
            return "";
        }
        long all = depth.ranges().stream()
                .mapToLong(HeapDominators.DepthRange::bytes)
                .sum();
        long sum = 0;
        long half = 0;
        for (HeapDominators.DepthRange range : depth.ranges()) {
            half = range.upTo();
            sum += range.bytes();
            if (2 * sum >= all) {
                break;
            }
        }
        return "Half of the bytes lie at most " + CountFormat.count(Math.min(half, depth.deepest()))
                + " deep in the tree, the deepest object "
                + CountFormat.count(depth.deepest())
                + (depth.deepest() >= LONG_CHAIN ? ": a chain such as a linked list." : ".");
    }

    /// `3 to 4`, from the range's own bound.
    public static String range(HeapDominators.DepthRange range) {
        return range.upTo() <= 2
                ? CountFormat.count(range.upTo())
                : CountFormat.count(range.upTo() / 2 + 1) + " to " + CountFormat.count(range.upTo());
    }
}
