package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was gathered of the contents of strings, arrays and boxed numbers, counted: reads nothing that the sizes of
/// collections are put together in, so that both can be done at the same time.
final class ContentCounts implements AutoCloseable {
    private final HeapGraph heap;
    private final ContentTable contents;
    private final Boxes boxes;
    /// Asked beforehand, for the heap's objects are looked up by one thread at a time.
    private final boolean isBigEndian;

    private ContentTable.@Nullable Users users;
    private @Nullable StringTally strings;
    private @Nullable ArraysFound arrays;
    private @Nullable Duplicates duplicates;

    ContentCounts(HeapGraph heap, ContentTable contents, Boxes boxes) {
        this.heap = heap;
        this.contents = contents;
        this.boxes = boxes;
        this.isBigEndian = StringTally.isBigEndian(heap);
    }

    /// Uses up what was gathered.
    void count(List<Sweep> sweeps, ContentsAsked asked) {
        ContentTable.Users its = contents.users();
        users = its;
        contents.hashLarge(its);
        strings = new StringTally(contents, its, heap, isBigEndian, asked.detail());
        ArrayTally tally = new ArrayTally(heap.classes().size());
        sweeps.forEach(sweep -> tally.addAll(sweep.arrays));
        ArraysFound found = new ArraysFound(heap, tally);
        arrays = found;
        if (asked.inDetail() && !heap.dump().valuesBlanked()) {
            found.addConstant(contents, its);
        }
        long[] repeatedSmall =
                boxes.repeatedSmall(sweeps.stream().map(sweep -> sweep.boxes).toList());
        duplicates = new Duplicates(contents, its, repeatedSmall, heap, asked.detail());
    }

    ContentTable.Users users() {
        return Objects.requireNonNull(users);
    }

    StringTally strings() {
        return Objects.requireNonNull(strings);
    }

    ArraysFound arrays() {
        return Objects.requireNonNull(arrays);
    }

    Duplicates duplicates() {
        return Objects.requireNonNull(duplicates);
    }

    @Override
    public void close() {
        ContentTable.Users its = users;
        if (its != null) {
            heap.space().free(its.byObject());
        }
    }
}
