package dev.holdup.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The table of docs/limits.md says what the code does.
class LimitsTableTest {
    private static final Path TABLE = Path.of("../docs/limits.md");
    private static final Path PARSERS = Path.of("../dump-parsers/target/classes");
    private static final Pattern ROW = Pattern.compile(
            "\\| (?<what>[^|]+) \\| (?<value>[\\d,]+)(?: (?<unit>[KMG]iB))? \\| (?<by>[^|]*) ?\\| `(?<code>[\\w.$]+)` \\| [^|]+ \\|");
    private static final Pattern PROPERTY = Pattern.compile("`(holdup\\.[\\w.]+)` ?");
    private static final Pattern BOUND = Pattern.compile("(MAX|MOST|LONGEST|LARGEST|DEEPEST)(_\\w+)?");

    /// What looks like a bound by its name and is none: a part of a format, or the size of a step.
    private static final Set<String> NO_BOUNDS = Set.of(
            "hprof.HprofHeader.LONGEST_FORMAT",
            "hprof.HeapSegment.LONGEST_HEADER",
            "dialect.LogLines.MAX_TIME_CHARS",
            "threadjson.OpenJsonDump.MAX_NAME_CHARS",
            "unpack.Decompression.MAX_WINDOW_LOG",
            "unpack.GzipBlocks.MAX_TOLD_BLOCKS",
            "unpack.GzipMembers.MOST_DIGITS",
            "unpack.GzipMembers.MOST_COMMENT_BYTES",
            "erlang.BinaryUses.MOST_BYTES",
            "erlang.DumpText.MOST_WORDS",
            "erlang.DumpText.LARGEST_COPY",
            "erlang.ProcessTable.LONGEST_PID");

    private record Row(String what, long value, String setBy, String code) {
        String className() {
            return "dev.holdup." + code.substring(0, code.lastIndexOf('.'));
        }

        String member() {
            return code.substring(code.lastIndexOf('.') + 1);
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                long value = Long.parseLong(row.group("value").replace(",", "")) << shift(row.group("unit"));
                rows.add(new Row(row.group("what"), value, row.group("by").strip(), row.group("code")));
            } else {
                assertThat(line).as("a row that the test cannot read").doesNotMatch("\\|.*`[\\w.$]+` \\|[^|]+\\|");
            }
        }
        return rows;
    }

    private static int shift(@org.jspecify.annotations.Nullable String unit) {
        return switch (unit) {
            case null -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> throw new AssertionError(unit);
        };
    }

    @TestFactory
    Stream<DynamicTest> everyRowSaysWhatTheCodeDoes() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(50);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.what(), () -> assertThat(inCode(row)).isEqualTo(row.value())));
    }

    @TestFactory
    Stream<DynamicTest> everyPropertySetsItsBound() throws IOException {
        List<Row> set = rows().stream()
                .filter(row -> PROPERTY.matcher(row.setBy()).matches())
                .toList();
        assertThat(set).hasSize(7);
        return set.stream()
                .map(row -> DynamicTest.dynamicTest(row.setBy(), () -> {
                    String property = row.setBy().replace("`", "");
                    System.setProperty(property, "77");
                    try {
                        assertThat(inCode(row)).isEqualTo(77);
                        assertThat(UnpackLimits.asOptions()).containsExactly("-D" + property + "=77");
                    } finally {
                        System.clearProperty(property);
                    }
                }));
    }

    @Test
    void everyBoundOfTheParsersHasARow() throws Exception {
        Set<String> told = new HashSet<>();
        rows().forEach(row -> told.add(row.code()));
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PARSERS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = PARSERS.relativize(file).toString().replace('/', '.');
                String className = name.substring(0, name.length() - ".class".length());
                if (className.endsWith("-info") || !className.startsWith("dev.holdup.dumps.")) {
                    continue;
                }
                for (Field field : Class.forName(className).getDeclaredFields()) {
                    String code = className.substring("dev.holdup.".length()) + "." + field.getName();
                    boolean bound = Modifier.isStatic(field.getModifiers())
                            && BOUND.matcher(field.getName()).matches();
                    if (bound && !told.contains(code) && !NO_BOUNDS.contains(code.substring("dumps.".length()))) {
                        missing.add(code);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static long inCode(Row row) throws ReflectiveOperationException {
        Class<?> type = Class.forName(row.className());
        if (type == UnpackLimits.class && Character.isLowerCase(row.member().charAt(0))) {
            Method bound = type.getMethod(row.member());
            return ((Number) bound.invoke(UnpackLimits.ofSystemProperties())).longValue();
        }
        Field field = type.getDeclaredField(row.member());
        field.setAccessible(true);
        Object value = field.get(Modifier.isStatic(field.getModifiers()) ? null : made(type));
        return value instanceof Number number ? number.longValue() : bytes(value);
    }

    /// An option's field has its default from the start.
    private static Object made(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static long bytes(Object size) throws ReflectiveOperationException {
        Method bytes = size.getClass().getDeclaredMethod("bytes");
        bytes.setAccessible(true);
        return ((Number) bytes.invoke(size)).longValue();
    }
}
