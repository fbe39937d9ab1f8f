package dev.holdup.report.text;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.CountFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// What the heap's objects say, in the words that all outputs share.
public final class ContentsWords {
    private static final int MOST_THREAD_LOCALS = 10;
    private static final long LARGE_THREAD_LOCAL = 64 << 10;
    private static final int MOST_CLASSES = 3;

    private ContentsWords() {}

    /// Whether there is anything to show.
    public static boolean tells(Contents contents) {
        return !contents.queues().isEmpty()
                || !contents.duplicateLoaders().isEmpty()
                || !contents.offHeap().isEmpty()
                || contents.finalizers() != null
                || !contents.waste().isEmpty()
                || !largeThreadLocals(contents).isEmpty();
    }

    /// `1 000`, `256 of 256`.
    public static String holds(Contents.Queue queue) {
        Long capacity = queue.capacity();
        return CountFormat.count(queue.size()) + (capacity == null ? "" : " of " + CountFormat.count(capacity));
    }

    /// `com.acme.Export`, with how many the queue keeps if that is known.
    public static String elements(Contents.Queue queue) {
        StringJoiner text = new StringJoiner(", ");
        queue.elements().stream().limit(MOST_CLASSES).forEach(element -> {
            Long objects = element.objects();
            text.add((objects == null ? "" : CountFormat.count(objects) + " × ") + element.className());
        });
        return text.length() == 0 ? "–" : text.toString();
    }

    /// `4 workers: 4 are sleeping`, `–` if no pool is known.
    public static String pool(Contents.Queue queue) {
        Contents.Pool pool = queue.pool();
        if (pool == null) {
            return "–";
        }
        StringJoiner work = new StringJoiner(", ");
        pool.work().stream()
                .limit(MOST_CLASSES)
                .forEach(one ->
                        work.add(CountFormat.count(one.units()) + (one.units() == 1 ? " is " : " are ") + one.doing()));
        return CountFormat.counted(pool.workers(), "worker") + (work.length() == 0 ? "" : ": " + work);
    }

    public static String loaders(Contents.DuplicateLoaders loaders) {
        return CountFormat.count(loaders.count()) + " instances of " + loaders.loaderClass() + " with the same "
                + CountFormat.counted(loaders.classes(), "class");
    }

    /// Those that keep more than 64 KB.
    public static List<Contents.ThreadLocalValue> largeThreadLocals(Contents contents) {
        return contents.threadLocals().stream()
                .filter(value -> value.retainedBytes() >= LARGE_THREAD_LOCAL)
                .limit(MOST_THREAD_LOCALS)
                .toList();
    }

    public static String finalizers(Contents.Finalizers finalizers) {
        String most = finalizers.byClass().isEmpty()
                ? ""
                : ", most of them " + finalizers.byClass().getFirst().className();
        return CountFormat.counted(finalizers.waiting(), "object") + " wait to be finalized" + most + "; they keep "
                + ByteFormat.bytes(finalizers.retainedBytes()) + ".";
    }

    public static String kind(Contents.Waste waste) {
        return Wording.sentenceCase(Wording.words(waste.kind()));
    }

    /// Bytes by kind, the most first: `duplicate strings 12.1 MB, boxed numbers 3.2 MB`.
    public static String wasteByKind(Contents contents) {
        Map<String, Long> bytesByKind = new LinkedHashMap<>();
        contents.waste().forEach(row -> bytesByKind.merge(row.kind(), row.bytes(), Long::sum));
        StringJoiner text = new StringJoiner(", ");
        bytesByKind.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CLASSES)
                .forEach(entry -> text.add(Wording.words(entry.getKey()) + " " + ByteFormat.bytes(entry.getValue())));
        return text.toString();
    }
}
