package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.KeepingWays;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapGrowth.Grown;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds collections whose size is far from the rest of their kind, by quartiles of the powers of two of sizes.
final class GrownCollections {
    /// Of fewer, none is the rest.
    private static final long FEWEST_OF_KIND = 20;

    private static final long LEAST_SIZE = 1_000;
    /// How many times the distance between the quartiles above the upper one.
    private static final int FAR = 3;

    private static final int MOST = 20;

    private final HeapGraph heap;
    private final DominatorTree tree;

    private record Candidate(FieldTally kind, FieldTally.Sized largest) {
        /// What it holds beyond what is usual.
        long surplus() {
            return largest.size() - atMost(bucketAt(kind, 0.5));
        }
    }

    GrownCollections(HeapGraph heap, DominatorTree tree) {
        this.heap = heap;
        this.tree = tree;
    }

    HeapGrowth view(Collection<FieldTally> byField, Detail detail) {
        List<Candidate> candidates = new ArrayList<>();
        long kinds = 0;
        for (FieldTally kind : byField) {
            if (kind.objects() < FEWEST_OF_KIND) {
                continue;
            }
            kinds++;
            for (FieldTally.Sized sized : kind.largest()) {
                if (sized.object() >= 0 && isFar(kind, sized.size()) && tree.isReachable(sized.object())) {
                    candidates.add(new Candidate(kind, sized));
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::surplus)
                .reversed()
                .thenComparingInt(candidate -> candidate.largest().object()));
        KeepingWays ways = new KeepingWays(tree);
        List<Grown> grown = candidates.stream()
                .limit(detail.scaled(MOST))
                .map(candidate -> grown(candidate, ways))
                .toList();
        return new HeapGrowth(saying(kinds, grown), kinds, grown, candidates.size() - grown.size());
    }

    static boolean isFar(FieldTally kind, long size) {
        int lower = bucketAt(kind, 0.25);
        int upper = bucketAt(kind, 0.75);
        return size >= LEAST_SIZE && bucket(size) > upper + FAR * Math.max(1, upper - lower);
    }

    /// 0 for none, else one more than the logarithm.
    private static int bucket(long size) {
        return size <= 0 ? 0 : 64 - Long.numberOfLeadingZeros(size);
    }

    /// The bucket that holds the collection at that share of all, in the order of their sizes.
    private static int bucketAt(FieldTally kind, double share) {
        long[] objects = kind.objectsBySizeLog2();
        long before = (long) Math.ceil(share * kind.objects());
        int bucket = 0;
        for (long sum = objects[0]; sum < before && bucket < objects.length - 1; sum += objects[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /// The largest size in a bucket.
    private static long atMost(int bucket) {
        return (1L << bucket) - 1;
    }

    private Grown grown(Candidate candidate, KeepingWays ways) {
        FieldTally kind = candidate.kind();
        int object = candidate.largest().object();
        long size = candidate.largest().size();
        long usual = atMost(bucketAt(kind, 0.5));
        long upper = atMost(bucketAt(kind, 0.75));
        long bytes = tree.retainedBytes(object);
        Suspect.Way way = ways.of(object);
        return new Grown(
                kind.field(),
                heap.classes().get(kind.classIndex()).name(),
                "0x" + Long.toHexString(heap.objects().addressOf(object)),
                size,
                kind.objects(),
                usual,
                upper,
                bytes,
                way.root(),
                way.path(),
                "One of the " + CountFormat.count(kind.objects()) + " collections in " + kind.field() + " holds "
                        + CountFormat.count(size)
                        + " elements and keeps "
                        + ByteFormat.bytes(bytes) + " alive, where half of them hold " + most(usual)
                        + " and three quarters " + most(upper) + ".");
    }

    private static String most(long elements) {
        return elements == 0 ? "none" : "at most " + CountFormat.count(elements);
    }

    private static String saying(long kinds, List<Grown> grown) {
        if (kinds == 0) {
            return "No field holds enough collections of one class to compare them.";
        }
        return grown.isEmpty()
                ? "In " + kinds + (kinds == 1 ? " field" : " fields")
                        + " with many collections, none holds far more than the others."
                : grown.getFirst().text();
    }
}
