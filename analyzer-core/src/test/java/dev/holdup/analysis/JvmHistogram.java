package dev.holdup.analysis;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.model.HeapDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Objects and bytes by class name, as a JVM or we have counted them.
///
/// The JVM's fillers between objects are counted as the `int[]` as which it dumps them.
record JvmHistogram(Map<String, Row> rowByClass) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final String FILLER = "jdk.internal.vm.FillerElement[]";
    private static final int MOST_SHOWN = 25;

    record Row(long objects, long bytes) {
        Row plus(Row other) {
            return new Row(objects + other.objects, bytes + other.bytes);
        }
    }

    /// What `GC.class_histogram -all` printed.
    static JvmHistogram ofJvm(Path file) throws IOException {
        return ofJvm(file, true);
    }

    /// @param filled whether to count what the JVM filled the rest of allocation buffers with: a dump taken at another
    ///     moment may have none of it
    static JvmHistogram ofJvm(Path file, boolean filled) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line);
            String name = matcher.matches() ? inSource(matcher.group(3)) : "";
            if (!name.isEmpty() && (filled || !name.equals(FILLER))) {
                rows.merge(
                        name.equals(FILLER) ? "int[]" : name,
                        new Row(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))),
                        Row::plus);
            }
        }
        return new JvmHistogram(rows);
    }

    /// What we find in the dump.
    static JvmHistogram ofDump(HeapDump dump) {
        Map<String, Row> rows = new TreeMap<>();
        try (HeapGraph heap = new HeapGraphBuilder(dump, new Workers(2), (pass, done) -> {}).build()) {
            for (int i = 0; i < heap.classes().size(); i++) {
                rows.merge(
                        heap.classes().get(i).name(),
                        new Row(heap.totals().objectsByClass()[i], heap.totals().bytesByClass()[i]),
                        Row::plus);
            }
        }
        return new JvmHistogram(rows);
    }

    private static String inSource(String jvmName) {
        int dimensions = jvmName.lastIndexOf('[') + 1;
        String element = jvmName.substring(dimensions);
        if (dimensions > 0) {
            element = switch (element) {
                case "Z" -> "boolean";
                case "B" -> "byte";
                case "C" -> "char";
                case "S" -> "short";
                case "I" -> "int";
                case "J" -> "long";
                case "F" -> "float";
                case "D" -> "double";
                default -> element.substring(1, element.length() - 1);
            };
        }
        return element + "[]".repeat(dimensions);
    }

    Row of(String className) {
        return rowByClass.getOrDefault(className, new Row(0, 0));
    }

    long bytes() {
        return rowByClass.values().stream().mapToLong(Row::bytes).sum();
    }

    /// Without the class objects of classes that the JVM has in its archive and has not loaded: it counts them, and
    /// dumps loaded classes alone.
    JvmHistogram asFarAsDumped(JvmHistogram dumped) {
        Map<String, Row> rows = new TreeMap<>(rowByClass);
        rows.computeIfPresent("java.lang.Class", (name, row) -> {
            long objects = Math.min(row.objects, dumped.of(name).objects);
            return new Row(objects, row.bytes * objects / row.objects);
        });
        return new JvmHistogram(rows);
    }

    /// Class by class where it differs from what the JVM says, largest difference first.
    String differences(JvmHistogram jvm) {
        TreeSet<String> names = new TreeSet<>(rowByClass.keySet());
        names.addAll(jvm.rowByClass.keySet());
        List<String> different = new ArrayList<>(
                names.stream().filter(name -> !of(name).equals(jvm.of(name))).toList());
        different.sort(Comparator.comparingLong(name -> -Math.abs(of(name).bytes - jvm.of(name).bytes)));
        StringBuilder text = new StringBuilder();
        for (String name : different.subList(0, Math.min(MOST_SHOWN, different.size()))) {
            text.append("%n%s: %d objects, %d bytes; the JVM says %d objects, %d bytes"
                    .formatted(name, of(name).objects, of(name).bytes, jvm.of(name).objects, jvm.of(name).bytes));
        }
        return text.toString();
    }
}
