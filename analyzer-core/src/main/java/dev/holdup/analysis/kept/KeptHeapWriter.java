package dev.holdup.analysis.kept;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ObjectDominators;
import dev.holdup.analysis.heap.ByteTable;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder.PassProgress;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntFunction;

/// Writes an analysed heap into a file, section by section, each from its beginning to its end.
///
/// Memory: beside the heap graph and the tree, at most 21 bytes an object; what does not fit spills as the engine's
/// tables do. Size on disk: some 40 bytes an object.
public final class KeptHeapWriter {
    /// The pass as progress names it.
    public static final String PASS = "keeping the analyzed heap";

    /// Of descriptions, however small the dump is.
    private static final long DESCRIBED_ANYWAY_BYTES = 64L << 20;

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final KeptFile file;
    private final PassProgress progress;
    private final int objects;
    private int done;

    private KeptHeapWriter(HeapGraph heap, DominatorTree tree, KeptFile file, PassProgress progress) {
        this.heap = heap;
        this.tree = tree;
        this.file = file;
        this.progress = progress;
        this.objects = heap.size();
    }

    /// The file appears once it is whole.
    ///
    /// @param tree ungrouped, and with what is unreachable
    /// @param fingerprint 64 hexadecimal digits by which it is told what the heap was made of
    /// @param place must not be there yet
    public static void write(HeapGraph heap, DominatorTree tree, String fingerprint, Path place, PassProgress progress)
            throws IOException {
        Path part = place.resolveSibling(place.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (KeptFile file = new KeptFile(part)) {
            new KeptHeapWriter(heap, tree, file, progress).write(fingerprint);
        } catch (UncheckedIOException failed) {
            Files.deleteIfExists(part);
            throw failed.getCause();
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(String fingerprint) throws IOException {
        Addresses addresses = addresses();
        positions();
        referrers();
        IntTable order = new RetainedOrder(this::retainedUnits, heap.space()).of(objects);
        instances(order);
        dominators(order);
        plainColumns();
        classes();
        roots();
        threads();
        KeptHeader header = new KeptHeader(
                file.fileBytes(),
                fingerprint,
                heap.dump().fileBytes(),
                DumpSample.of(heap.bytes()),
                heap.dump().idBytes(),
                addresses.first,
                addresses.shift,
                heap.layout(),
                heap.gcRoots(),
                file.parts());
        file.finish(header);
        progress.at(PASS, 1);
    }

    /// Told after each of a dozen sections.
    private void told() {
        heap.workers().cancellation().check();
        progress.at(PASS, Math.min(0.99, ++done / 12.0));
    }

    private long retainedUnits(long object) {
        return tree.retainedBytes((int) object) >>> KeptHeap.UNIT_SHIFT;
    }

    private record Addresses(long first, int shift) {}

    private Addresses addresses() throws IOException {
        long first = objects == 0 ? 0 : heap.objects().addressOf(0);
        long bits = 0;
        long last = first;
        for (PrimitiveIterator.OfLong all = heap.objects().addresses(); all.hasNext(); ) {
            last = all.nextLong();
            bits |= last - first;
        }
        int shift = Math.min(Long.numberOfTrailingZeros(bits), KeptHeap.UNIT_SHIFT);
        PrimitiveIterator.OfLong next = heap.objects().addresses();
        file.column(
                KeptSection.ADDRESSES,
                objects,
                (last - first) >>> shift,
                object -> (next.nextLong() - first) >>> shift);
        told();
        return new Addresses(first, shift);
    }

    private void positions() throws IOException {
        LongTable positions = RecordPositions.of(heap);
        told();
        file.column(KeptSection.POSITIONS, objects, heap.dump().fileBytes(), positions::get);
        heap.space().free(positions);
        told();
    }

    private void referrers() throws IOException {
        ReferrerTable.Filled filled = ReferrerTable.of(heap);
        told();
        LongTable starts = filled.startByObject();
        long all = starts.get(objects);
        file.column(KeptSection.REFERRER_STARTS, objects + 1L, all, starts::get);
        file.column(KeptSection.REFERRERS, all, objects, filled.referrers()::get);
        heap.space().free(starts);
        heap.space().free(filled.referrers());
        told();
    }

    /// By class, in the order given.
    private void instances(IntTable order) throws IOException {
        told();
        int classes = heap.classes().size();
        int[] starts = new int[classes + 1];
        for (int object = 0; object < objects; object++) {
            starts[heap.shapes().classIndex(object) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] places = starts.clone();
        IntTable instances = heap.space().unsetInts(objects);
        for (int i = 0; i < objects; i++) {
            int object = order.get(i);
            instances.set(places[heap.shapes().classIndex(object)]++, object);
        }
        file.column(KeptSection.INSTANCE_STARTS, classes + 1L, objects, c -> starts[(int) c]);
        file.column(KeptSection.INSTANCES, objects, objects, instances::get);
        heap.space().free(instances);
        told();
    }

    private void dominators(IntTable order) throws IOException {
        ObjectDominators dominators = new ObjectDominators(tree);
        ObjectTree objectTree = ObjectTree.of(heap, object -> TreeTop.code(dominators.of(object)), order);
        heap.space().free(order);
        told();
        ClassSums sums = new ClassSums(heap, this::retainedUnits);
        ByteTable reachability = objectTree.reachability(sums);
        told();
        file.column(KeptSection.DOMINATORS, objects, objects + (long) TreeTop.COUNT, objectTree.dominators()::get);
        file.column(KeptSection.CHILDREN, objects, objects, objectTree.children()::get);
        objectTree.free();
        file.column(KeptSection.REACHABILITY, objects, Reachability.values().length, reachability::get);
        heap.space().free(reachability);
        file.column(KeptSection.CLASS_FIGURES, 4L * heap.classes().size(), Long.MAX_VALUE, sums::figure);
        told();
    }

    private void plainColumns() throws IOException {
        long largestShallow = 0;
        long largestRetained = 0;
        for (int object = 0; object < objects; object++) {
            largestShallow = Math.max(largestShallow, heap.shapes().shallowUnits(object));
            largestRetained = Math.max(largestRetained, retainedUnits(object));
        }
        file.column(
                KeptSection.CLASSES,
                objects,
                heap.classes().size(),
                object -> heap.shapes().classIndex((int) object));
        file.column(
                KeptSection.SHALLOW,
                objects,
                largestShallow,
                object -> heap.shapes().shallowUnits((int) object));
        file.column(KeptSection.RETAINED, objects, largestRetained, this::retainedUnits);
        told();
    }

    private void classes() throws IOException {
        int count = heap.classes().size();
        described(
                count,
                c -> KeptClass.described(heap, heap.classes().get(c)),
                KeptSection.CLASS_DESCRIPTIONS,
                KeptSection.CLASS_STARTS);
        long[] classObjects = java.util.stream.IntStream.range(0, count)
                .mapToObj(heap.classes()::get)
                .filter(its -> its.objectIndex() >= 0)
                .mapToLong(its -> (long) its.objectIndex() << Integer.SIZE | its.classIndex())
                .sorted()
                .toArray();
        file.column(KeptSection.CLASS_OBJECTS, classObjects.length, Long.MAX_VALUE, i -> classObjects[(int) i]);
    }

    private void described(int count, IntFunction<byte[]> descriptions, KeptSection section, KeptSection startSection)
            throws IOException {
        long[] starts = new long[count + 1];
        // A hostile dump names the same long text very often.
        long mostDescribed = heap.dump().fileBytes() + DESCRIBED_ANYWAY_BYTES;
        file.bytes(section, () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public byte[] next() {
                byte[] description = descriptions.apply(next);
                starts[next + 1] = starts[next] + description.length;
                if (starts[next + 1] > mostDescribed) {
                    throw new UncheckedIOException(
                            new IOException("names take more room than the dump that they are of"));
                }
                next++;
                return description;
            }
        });
        file.column(startSection, count + 1L, starts[count], i -> starts[(int) i]);
    }

    private void roots() throws IOException {
        List<KeptRoot> roots = KeptRoot.of(heap);
        int count = roots.size();
        file.column(KeptSection.ROOTS, count, objects, i -> roots.get((int) i).objectIndex());
        file.column(
                KeptSection.ROOT_KINDS, count, 1, i -> roots.get((int) i).kind().ordinal());
        file.column(
                KeptSection.ROOT_THREADS,
                count,
                Integer.MAX_VALUE,
                i -> roots.get((int) i).thread() + 1L);
        file.column(
                KeptSection.ROOT_FRAMES,
                count,
                Integer.MAX_VALUE,
                i -> roots.get((int) i).frame() + 1L);
    }

    private void threads() throws IOException {
        described(
                heap.threads().size(),
                t -> KeptThread.described(heap.threads().get(t), tree, t),
                KeptSection.THREAD_DESCRIPTIONS,
                KeptSection.THREAD_STARTS);
    }
}
