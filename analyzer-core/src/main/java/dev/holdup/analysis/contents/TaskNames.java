package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an element of a queue is once the JDK's wrappers are taken off.
final class TaskNames {
    private static final int DEEPEST = 6;
    /// Fields behind which the task is, by the sources of JDK 8 to 25.
    private static final Map<String, String> TASK_BY_WRAPPER = Map.ofEntries(
            Map.entry("java.util.concurrent.FutureTask", "callable"),
            Map.entry("java.util.concurrent.Executors$RunnableAdapter", "task"),
            Map.entry("java.util.concurrent.CompletableFuture$AsyncSupply", "fn"),
            Map.entry("java.util.concurrent.CompletableFuture$AsyncRun", "fn"),
            Map.entry("java.util.concurrent.CompletableFuture$UniApply", "fn"),
            Map.entry("java.util.concurrent.CompletableFuture$UniAccept", "fn"),
            Map.entry("java.util.concurrent.CompletableFuture$UniRun", "fn"),
            Map.entry("java.util.concurrent.ForkJoinTask$RunnableExecuteAction", "runnable"),
            Map.entry("java.util.concurrent.ForkJoinTask$AdaptedRunnableAction", "runnable"),
            Map.entry("java.util.concurrent.ForkJoinTask$AdaptedRunnable", "runnable"),
            Map.entry("java.util.concurrent.ForkJoinTask$AdaptedCallable", "callable"));

    private final HeapGraph heap;

    TaskNames(HeapGraph heap) {
        this.heap = heap;
    }

    /// Class index of what is inside; −1 for what is no object of the dump.
    int classOf(long address) {
        long at = address;
        for (int depth = 0; depth < DEEPEST; depth++) {
            int object = heap.objects().indexOf(at);
            if (object < 0) {
                return -1;
            }
            String field = field(object);
            ObjectRecord record = field == null ? null : heap.reader().at(at);
            long inside = record == null || field == null ? 0 : heap.reader().reference(record, field);
            if (inside == 0) {
                return heap.classOf(object).classIndex();
            }
            at = inside;
        }
        return -1;
    }

    private @Nullable String field(int object) {
        for (var type = heap.classOf(object); type != null; type = type.superclass()) {
            String field = TASK_BY_WRAPPER.get(type.name());
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    /// Names that the compiler makes up say where the code stands.
    static String readable(String className) {
        int lambda = className.indexOf("$$Lambda");
        return lambda < 0 ? className : "lambda in " + className.substring(0, lambda);
    }
}
