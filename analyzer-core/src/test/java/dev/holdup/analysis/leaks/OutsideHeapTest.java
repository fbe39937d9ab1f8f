package dev.holdup.analysis.leaks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapOffHeap;
import dev.holdup.analysis.findings.HeapViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a program owns outside of the heap, and what it loaded, exactly; on real JVMs with the real Netty.
class OutsideHeapTest {
    private static final long STACK = 600 << 10;

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> onJdk17WithNetty41() throws Exception {
        return all(17, "4.1.121.Final");
    }

    @TestFactory
    Stream<DynamicTest> onJdk25WithNetty42() throws Exception {
        return all(25, "4.2.7.Final");
    }

    private static Stream<DynamicTest> all(int release, String netty) throws Exception {
        Path its = folder.resolve(release + "-" + netty);
        Path jars = Path.of("target/netty").toAbsolutePath();
        Path heap = ChildProgram.run(
                release,
                "OutsideProgram",
                its,
                List.of(jars.resolve("netty-buffer-" + netty + ".jar"), jars.resolve("netty-common-" + netty + ".jar")),
                List.of("-Xss600k"),
                List.of("Leaking"));
        Map<String, String> figures = new HashMap<>();
        for (String line : Files.readAllLines(its.resolve("figures.txt"))) {
            figures.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        HeapViews hidden = requireNonNull(ChildProgram.analyze(heap, 2, false).views());
        HeapViews shown = requireNonNull(ChildProgram.analyze(heap, 2, true).views());
        HeapOffHeap outside = requireNonNull(hidden.offHeap());
        HeapOffHeap named = requireNonNull(shown.offHeap());
        HeapClassLoading loading = requireNonNull(hidden.classLoading());
        return Stream.of(
                DynamicTest.dynamicTest("buffers by the field that holds them", () -> buffers(outside)),
                DynamicTest.dynamicTest("Netty's arenas", () -> netty(outside, figures)),
                DynamicTest.dynamicTest("connections with their peers", () -> connections(outside, named, figures)),
                DynamicTest.dynamicTest("open files", () -> files(outside, named, its)),
                DynamicTest.dynamicTest("zip streams and stacks of threads", () -> zipAndStacks(outside)),
                DynamicTest.dynamicTest("what is hidden is nowhere", () -> {
                    assertThat(hidden.toString()).doesNotContain("192.0.2.77", "customers", "audit", its.toString());
                    assertThat(shown.toString()).contains("customers", "audit", its.toString());
                }),
                DynamicTest.dynamicTest("one application four times", () -> duplicates(loading)),
                DynamicTest.dynamicTest("what keeps its loaders", () -> loaders(loading)),
                DynamicTest.dynamicTest("classes that were made", () -> generated(loading)));
    }

    private static void buffers(HeapOffHeap outside) {
        assertThat(outside.bufferOwners())
                .contains(
                        new HeapOffHeap.BufferOwner("OutsideProgram$Upload.parts", "direct", 3, 3_000_000),
                        new HeapOffHeap.BufferOwner("OutsideProgram$Frames.RING", "direct", 8, 8 * (64 << 10)),
                        new HeapOffHeap.BufferOwner("OutsideProgram$Index.file", "mapped", 1, 70_000));
        HeapOffHeap.Outside direct = kind(outside, "direct buffers");
        // Netty has some as well, where it may not reach into the JDK.
        assertThat(direct.objects()).isBetween(11L, 25L);
        long owned = outside.bufferOwners().stream()
                .filter(owner -> owner.kind().equals("direct"))
                .mapToLong(HeapOffHeap.BufferOwner::bytes)
                .sum();
        // A buffer of no capacity takes a byte.
        assertThat(requireNonNull(direct.bytes())).isBetween(owned, owned + 5);
        assertThat(direct.limitBytes()).isNotNull();
        assertThat(kind(outside, "mapped files").bytes()).isEqualTo(70_000);
    }

    private static void netty(HeapOffHeap outside, Map<String, String> figures) {
        List<HeapOffHeap.Arena> pooled = outside.arenas().stream()
                .filter(arena -> arena.kind().equals("pooled"))
                .toList();
        String[] regular = requireNonNull(figures.get("pooled")).split(" ");
        // What is too large for a chunk has one of its own: 3 MB.
        long chunks = Long.parseLong(regular[0]) + 1;
        long handedOut = Long.parseLong(regular[2]) + (3 << 20);
        assertThat(pooled.stream().mapToLong(HeapOffHeap.Arena::chunks).sum()).isEqualTo(chunks);
        assertThat(pooled.stream().mapToLong(HeapOffHeap.Arena::bytes).sum())
                .isEqualTo(Long.parseLong(requireNonNull(figures.get("pooledDirect"))));
        assertThat(pooled.stream()
                        .mapToLong(arena -> requireNonNull(arena.handedOutBytes()))
                        .sum())
                .isEqualTo(handedOut);
        List<HeapOffHeap.Arena> adaptive = outside.arenas().stream()
                .filter(arena -> arena.kind().equals("adaptive"))
                .toList();
        long bytes = adaptive.stream().mapToLong(HeapOffHeap.Arena::bytes).sum();
        assertThat(bytes).isEqualTo(Long.parseLong(requireNonNull(figures.get("adaptiveDirect"))));
        assertThat(adaptive.stream()
                        .mapToLong(arena -> requireNonNull(arena.handedOutBytes()))
                        .sum())
                .isBetween(30 * 10_000L, bytes);
        assertThat(kind(outside, "Netty arenas").bytes())
                .isEqualTo(outside.arenas().stream()
                        .mapToLong(HeapOffHeap.Arena::bytes)
                        .sum());
    }

    private static void connections(HeapOffHeap outside, HeapOffHeap named, Map<String, String> figures) {
        String server = requireNonNull(figures.get("server"));
        String channel = requireNonNull(figures.get("channel"));
        String owner = "OutsideProgram.KEPT";
        assertThat(outside.connections())
                .contains(
                        new HeapOffHeap.Connection("tcp", "connected", "loopback:" + server, 3, owner),
                        new HeapOffHeap.Connection("tcp", "connected", "loopback:" + channel, 2, owner),
                        new HeapOffHeap.Connection("tcp", "listening", "port " + server, 1, owner),
                        new HeapOffHeap.Connection("tcp", "listening", "port " + channel, 1, owner));
        // The other ends of the five, each with a port of its own; closed sockets and unconnected ones are none.
        assertThat(tcp(outside, "connected")).isEqualTo(10);
        assertThat(tcp(outside, "listening")).isEqualTo(2);
        if (Boolean.parseBoolean(figures.get("far"))) {
            assertThat(udp(outside)).startsWith("#").endsWith(":5353");
            assertThat(udp(named)).isEqualTo("192.0.2.77:5353");
        }
    }

    private static long tcp(HeapOffHeap outside, String state) {
        return outside.connections().stream()
                .filter(one -> one.kind().equals("tcp") && one.state().equals(state))
                .mapToLong(HeapOffHeap.Connection::sockets)
                .sum();
    }

    private static String udp(HeapOffHeap outside) {
        return outside.connections().stream()
                .filter(one -> one.kind().equals("udp"))
                .findFirst()
                .orElseThrow()
                .peer();
    }

    private static void files(HeapOffHeap outside, HeapOffHeap named, Path its) {
        assertThat(named.files())
                .filteredOn(file -> !file.path().endsWith(".jar"))
                .extracting(HeapOffHeap.OpenFile::path, HeapOffHeap.OpenFile::use, HeapOffHeap.OpenFile::descriptors)
                .containsExactlyInAnyOrder(
                        // Two streams and a channel.
                        tuple(its.resolve("customers.csv").toString(), "read", 3L),
                        tuple(its.resolve("audit.log").toString(), "written", 1L),
                        tuple(its.resolve("store.db").toString(), "read and written", 1L),
                        tuple(its.resolve("plugins.zip").toString(), "zip", 1L));
        assertThat(outside.files())
                .filteredOn(file -> file.path().endsWith(".csv"))
                .singleElement()
                .satisfies(file -> assertThat(file.path()).matches("#[0-9a-f]{8}\\.csv"));
    }

    private static void zipAndStacks(HeapOffHeap outside) {
        // Three of each, and what the class path's jars and the zip file use.
        assertThat(kind(outside, "zip streams").objects()).isBetween(6L, 12L);
        HeapOffHeap.Outside stacks = kind(outside, "thread stacks");
        assertThat(stacks.bytes()).isEqualTo((stacks.objects() - 1) * STACK + (300 << 10));
        assertThat(stacks.text()).contains("as the JVM's arguments say; 1 asked for a size of their own");
    }

    private static void duplicates(HeapClassLoading loading) {
        assertThat(loading.duplicates())
                .filteredOn(one -> one.className().startsWith("plug."))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.className()).isEqualTo("plug.Leaking");
                    assertThat(one.loaders()).isEqualTo(4);
                    assertThat(one.objects()).isEqualTo(3);
                    assertThat(one.retainedBytes()).isBetween(4 * 100_016L, 4 * 110_000L);
                    assertThat(one.loaderClasses()).containsExactly("4 × java.net.URLClassLoader");
                });
        assertThat(loading.duplicateNames()).isEqualTo(loading.duplicates().size());
        assertThat(loading.emptyLoaders()).isEqualTo(3 + 2);
    }

    private static void loaders(HeapClassLoading loading) {
        List<HeapClassLoading.LoadedBy> plugins = loading.byLoader().stream()
                .filter(loader -> loader.className().equals("java.net.URLClassLoader"))
                .toList();
        assertThat(plugins).hasSize(4).allSatisfy(loader -> {
            assertThat(loader.classes()).isEqualTo(2);
            assertThat(loader.retainedBytes()).isBetween(100_016L, 120_000L);
        });
        assertThat(plugins)
                .extracting(HeapClassLoading.LoadedBy::keptBy)
                .containsExactlyInAnyOrder(
                        "the static field OutsideProgram$Deployed.APPS",
                        "the static field OutsideProgram$Deployed.APPS",
                        "the static field OutsideProgram$Deployed.APPS",
                        "thread forgotten, whose context class loader it is");
        assertThat(plugins)
                .filteredOn(loader -> requireNonNull(loader.keptBy()).contains("APPS"))
                .allSatisfy(loader -> assertThat(loader.path().getFirst()).isEqualTo("OutsideProgram$Deployed.APPS"));
    }

    private static void generated(HeapClassLoading loading) {
        HeapClassLoading.Generated hidden = made(loading, "other hidden classes");
        assertThat(hidden.base()).isEqualTo("OutsideProgram$Hidden");
        assertThat(hidden.ofBase()).isEqualTo(30);
        // One for each of the four loaders, and those that the JDK's own management beans need.
        assertThat(made(loading, "JDK proxies").classes()).isGreaterThanOrEqualTo(4);
        assertThat(made(loading, "JDK proxies").loaders()).isGreaterThanOrEqualTo(4);
        assertThat(made(loading, "lambdas").classes()).isPositive();
    }

    private static HeapClassLoading.Generated made(HeapClassLoading loading, String origin) {
        return loading.generated().stream()
                .filter(made -> made.origin().equals(origin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(origin + " is none of " + loading.generated()));
    }

    private static HeapOffHeap.Outside kind(HeapOffHeap outside, String kind) {
        return outside.kinds().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is none of " + outside.kinds()));
    }
}
