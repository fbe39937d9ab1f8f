package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Objects from all over the dump with the gap to their next neighbour: the gap is the object's size, or more
/// where something dead lay between.
final class LayoutSample {
    /// What so many arrays say, more of them say no better.
    private static final int MOST_ARRAYS = 1 << 15;
    private static final int PLACES = 128;
    /// Shared out among the places; the first ones often hold classes and no objects.
    private static final long SAMPLED_BYTES = 32 << 20;
    private static final long LEAST_BYTES_PER_PLACE = 64 << 10;
    /// Behind what is larger, or followed by nothing for longer, nobody looks.
    static final long LARGEST_GAP = 1 << 12;

    /// An array of `length` elements took at most `gap` bytes.
    record ArrayGap(FieldType elementType, int length, long gap) {}

    /// The class object took at most `gap` bytes.
    record MirrorGap(HeapClass heapClass, long gap) {}

    /// A virtual thread's stack of so many words took at most `gap` bytes.
    record StackChunkGap(HeapClass heapClass, int words, long gap) {}

    /// The smallest gap seen behind an instance of the class, how often it was seen, and how many instances were
    /// looked at.
    static final class InstanceGap {
        final HeapClass heapClass;
        long smallest = Long.MAX_VALUE;
        int seen;
        int looked;

        InstanceGap(HeapClass heapClass) {
            this.heapClass = heapClass;
        }

        void add(long gap) {
            if (gap < smallest) {
                smallest = gap;
                seen = 0;
            }
            if (gap == smallest) {
                seen++;
            }
            looked++;
        }
    }

    final List<ArrayGap> arrays = new ArrayList<>();
    /// By identity: a class is equal to another if all its fields are, which takes long to tell.
    final IdentityHashMap<HeapClass, InstanceGap> instances = new IdentityHashMap<>();
    final List<MirrorGap> mirrors = new ArrayList<>();
    final List<StackChunkGap> stackChunks = new ArrayList<>();
    long addressBits;

    static LayoutSample of(HeapDump dump, List<HeapRegion> pieces, ObjectIndex objects, ClassTable classes) {
        LayoutSample sample = new LayoutSample();
        LayoutSampler sampler = new LayoutSampler(sample, dump.bytes(), objects, classes);
        int step = Math.max(1, pieces.size() / PLACES);
        long perPlace = Math.max(LEAST_BYTES_PER_PLACE, SAMPLED_BYTES * step / Math.max(1, pieces.size()));
        for (int i = 0; i < pieces.size(); i += step) {
            HeapRegion piece = pieces.get(i);
            // The cut may fall within a record: the walk then ends before it, which is all we want.
            var _ = dump.accept(
                    new HeapRegion(piece.offset(), Math.min(piece.end(), piece.offset() + perPlace)), sampler);
        }
        for (int i = 0; i < classes.size(); i++) {
            sampler.mirror(classes.get(i));
        }
        return sample;
    }

    InstanceGap instance(HeapClass heapClass) {
        return instances.computeIfAbsent(heapClass, InstanceGap::new);
    }

    /// @param gap to the next object
    void addMirror(HeapClass heapClass, long gap) {
        if (gap <= LARGEST_GAP) {
            mirrors.add(new MirrorGap(heapClass, gap));
        }
    }

    /// @param gap to the next object
    void addStackChunk(HeapClass heapClass, int words, long gap) {
        if (gap <= LARGEST_GAP) {
            stackChunks.add(new StackChunkGap(heapClass, words, gap));
        }
    }

    /// @param gap to the next object
    void addInstance(long address, HeapClass heapClass, long gap) {
        addressBits |= address;
        if (gap <= LARGEST_GAP) {
            instance(heapClass).add(gap);
        }
    }

    /// @param gap to the next object
    void addArray(long address, FieldType elementType, int length, long gap) {
        addressBits |= address;
        if (gap <= LARGEST_GAP && arrays.size() < MOST_ARRAYS) {
            arrays.add(new ArrayGap(elementType, length, gap));
        }
    }
}
