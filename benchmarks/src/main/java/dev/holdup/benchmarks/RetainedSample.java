package dev.holdup.benchmarks;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// An object of the server heap and all that it retains by our engine.
///
/// Objects are chosen that retain no soft, weak or phantom reference, since libraries differ in what these keep alive.
///
/// @param retainedIds by address, the object's own id among them
record RetainedSample(String name, long objectId, long[] retainedIds) {
    private static final String DATA = "dev.holdup.benchmarks.server.ServerData";
    private static final byte UNKNOWN = 0;
    private static final byte RETAINED = 1;
    private static final byte NOT = 2;

    /// Those of a server heap; empty for any other.
    static List<RetainedSample> of(Path dump) throws IOException, MalformedDumpException {
        try (HprofFile file = HprofFile.open(dump, dump.toString(), List.of());
                HeapGraph heap = new HeapGraphBuilder(file, new Workers(2), (pass, done) -> {}).build()) {
            int[] ungrouped = new int[heap.threads().size()];
            Arrays.fill(ungrouped, -1);
            DominatorTree tree =
                    DominatorTree.of(heap, new ThreadGrouping(ungrouped, new int[0], 0), (double done) -> {});
            long[] ids = new long[heap.size()];
            PrimitiveIterator.OfLong addresses = heap.objects().addresses();
            Arrays.setAll(ids, object -> addresses.nextLong());
            List<RetainedSample> samples = new ArrayList<>();
            HeapObjects reader = heap.reader();
            ObjectRecord data = serverData(heap, ids);
            if (data == null) {
                return samples;
            }
            for (String field : List.of("customersByName", "customersByNumber", "log")) {
                add(samples, "ServerData." + field, reader.reference(data, field), tree, ids);
            }
            ObjectRecord customers = reader.follow(data, "customersByNumber");
            ObjectRecord elements = customers == null ? null : reader.follow(customers, "elementData");
            if (elements != null) {
                // Half of the customers have attributes of their own.
                LongStream.of(reader.elements(elements, 1)).mapToObj(reader::at).forEach(customer -> {
                    if (customer != null) {
                        String name = "ServerData.customersByNumber[0].attributes";
                        add(samples, name, reader.reference(customer, "attributes"), tree, ids);
                    }
                });
            }
            return samples;
        }
    }

    private static @Nullable ObjectRecord serverData(HeapGraph heap, long[] ids) {
        return IntStream.range(0, ids.length)
                .filter(object -> heap.classOf(object).name().equals(DATA))
                .mapToObj(object -> heap.reader().at(ids[object]))
                .findFirst()
                .orElse(null);
    }

    private static void add(List<RetainedSample> samples, String name, long id, DominatorTree tree, long[] ids) {
        int top = Arrays.binarySearch(ids, id);
        if (top >= 0) {
            samples.add(new RetainedSample(name, id, retainedBy(top, tree, ids)));
        }
    }

    private static long[] retainedBy(int top, DominatorTree tree, long[] ids) {
        byte[] answerByObject = new byte[ids.length];
        answerByObject[top] = RETAINED;
        for (int object = 0; object < ids.length; object++) {
            int at = object;
            while (at >= 0 && answerByObject[at] == UNKNOWN) {
                at = tree.immediateDominator(at);
            }
            byte answer = at < 0 ? NOT : answerByObject[at];
            for (at = object; at >= 0 && answerByObject[at] == UNKNOWN; at = tree.immediateDominator(at)) {
                answerByObject[at] = answer;
            }
        }
        return IntStream.range(0, ids.length)
                .filter(object -> answerByObject[object] == RETAINED)
                .mapToLong(object -> ids[object])
                .toArray();
    }
}
