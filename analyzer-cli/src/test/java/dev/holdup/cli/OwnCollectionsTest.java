package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.CollectionsView.CollectionClass;
import dev.holdup.analysis.findings.CollectionsView.CollectionField;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.JsonReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user's own descriptions, the very ones of docs/collections.md, on the heap of a real JVM that holds such
/// collections.
class OwnCollectionsTest {
    private static final String PROGRAM = """
            package com.acme.util;

            class SlotMap {
                int used;
                int free;
                Object[] slots = new Object[32];

                SlotMap(int used, int free) {
                    this.used = used;
                    this.free = free;
                    for (int i = 0; i < 2 * (used - free); i++) {
                        slots[i] = "x" + i;
                    }
                }
            }

            class Ring {
                int head = 6;
                int tail = 2;
            }

            class RequestRing extends Ring {
                Object[] buffer = {1000, 1001, null, null, null, null, 1006, 1007};
            }

            class Tags {
                java.util.Map<String, Boolean> map = new java.util.HashMap<>();
            }

            public class Program {
                static SlotMap[] maps = {new SlotMap(7, 2), new SlotMap(0, 0)};
                static RequestRing requests = new RequestRing();
                static Tags tags = new Tags();

                public static void main(String[] arguments) throws Exception {
                    tags.map.put("a", true);
                    tags.map.put("b", true);
                    tags.map.put("c", false);
                    java.lang.management.ManagementFactory.getPlatformMXBean(
                                    com.sun.management.HotSpotDiagnosticMXBean.class)
                            .dumpHeap(arguments[0], true);
                }
            }
            """;

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theDescriptionsOfTheDocumentationSizeWhatTheyDescribe() throws Exception {
        dumpProgram();
        Matcher yaml = YAML.matcher(Files.readString(Path.of("../docs/collections.md")));
        assertThat(yaml.find()).isTrue();
        Files.writeString(Files.createDirectory(folder.resolve("own")).resolve("acme.yaml"), yaml.group(1));

        assertThat(HoldupProcess.run(folder, "rules", "check", "own").exitCode())
                .isZero();
        Map<String, CollectionClass> described = classes(report("--rules", "own"));
        assertThat(described.keySet())
                .contains("com.acme.util.SlotMap", "com.acme.util.RequestRing", "com.acme.util.Tags");
        assertThat(described.get("com.acme.util.SlotMap")).satisfies(slots -> {
            assertThat(slots.kind()).isEqualTo("map");
            assertThat(slots.objects()).isEqualTo(2);
            assertThat(slots.elements()).isEqualTo(5);
            assertThat(slots.slots()).isEqualTo(64);
            assertThat(slots.empty()).isEqualTo(1);
            assertThat(slots.unknown()).isZero();
        });
        assertThat(described.get("com.acme.util.RequestRing")).satisfies(ring -> {
            assertThat(ring.kind()).isEqualTo("queue");
            assertThat(ring.elements()).isEqualTo(4);
        });
        assertThat(described.get("com.acme.util.Tags")).satisfies(tags -> {
            assertThat(tags.kind()).isEqualTo("set");
            assertThat(tags.elements()).isEqualTo(3);
        });
        assertThat(fields(report("--rules", "own"))).contains("com.acme.util.Program.tags");
        assertThat(classes(report()).keySet()).noneMatch(name -> name.startsWith("com.acme."));
    }

    private static Map<String, CollectionClass> classes(IncidentReport report) {
        return Objects.requireNonNull(Objects.requireNonNull(report.views()).collections()).classes().stream()
                .collect(Collectors.toMap(CollectionClass::className, row -> row));
    }

    private static List<String> fields(IncidentReport report) {
        return Objects.requireNonNull(Objects.requireNonNull(report.views()).collections()).fields().stream()
                .map(CollectionField::field)
                .toList();
    }

    private IncidentReport report(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("analyze", "heap.hprof", "--quiet", "--detail", "high", "--format", "json", "-o", "r.json"));
        arguments.addAll(List.of(options));
        HoldupProcess analyzed = HoldupProcess.run(folder, arguments.toArray(String[]::new));
        assertThat(analyzed.exitCode()).as(analyzed.err()).isZero();
        return JsonReport.read(folder.resolve("r.json"));
    }

    private void dumpProgram() throws Exception {
        Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, complaints, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(failed).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        folder.toString(),
                        "com.acme.util.Program",
                        folder.resolve("heap.hprof").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        program.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = program.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
    }
}
