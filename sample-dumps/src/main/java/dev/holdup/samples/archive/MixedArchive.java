package dev.holdup.samples.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A folder of incidents of many kinds as they lie about after a year: heap dumps with and without thread dumps, Erlang
/// nodes, packed in several ways, two incidents in one archive, broken files, copies. The same number gives the same
/// bytes.
public final class MixedArchive {
    private static final Instant BEGIN = Instant.parse("2026-05-04T08:00:00Z");
    private static final String[] SERVICES = {"shop", "pay", "search", "mail"};
    private static final int KINDS = 10;

    private final Path root;
    private final Map<String, Packer> packers = new LinkedHashMap<>();
    private final int payloadBytes;

    /// Something that compresses what is written through it.
    @FunctionalInterface
    public interface Packer {
        OutputStream onto(OutputStream out) throws IOException;
    }

    /// @param payloadBytes that each waiting thread of a heap keeps alive
    public MixedArchive(Path root, int payloadBytes) {
        this.root = root;
        this.payloadBytes = payloadBytes;
        packers.put(".gz", GZIPOutputStream::new);
    }

    /// A further way in which files are packed.
    public MixedArchive packed(String ending, Packer packer) {
        packers.put(ending, packer);
        return this;
    }

    /// What [#write] made.
    ///
    /// @param incidents that are in it, copies counted once, those of which nothing can be read too
    /// @param unreadable of these
    /// @param copies of others
    public record Written(int incidents, int unreadable, int copies) {}

    /// @param count of incidents, copies included; a multiple of ten has all kinds in equal number
    public Written write(int count) throws IOException {
        int incidents = 0;
        int unreadable = 0;
        int copies = 0;
        for (int i = 0; i < count; i++) {
            Path folder = Files.createDirectories(
                    root.resolve(SERVICES[i % SERVICES.length]).resolve("incident-" + i));
            Instant time = BEGIN.plus(Duration.ofHours(17L * i));
            int waiting = 5 + i % 7;
            switch (i % KINDS) {
                case 0 -> {
                    write(folder.resolve("heap.hprof"), SmallDumps.stalledHeap(time, waiting, payloadBytes));
                    write(folder.resolve("threads.txt"), SmallDumps.stalledThreads(time.minusSeconds(5), waiting));
                }
                case 1 ->
                    pack(
                            folder.resolve("java_pid" + i + ".hprof"),
                            SmallDumps.stalledHeap(time, waiting, payloadBytes),
                            i);
                case 2 -> {
                    write(folder.resolve("threads-1.txt"), SmallDumps.contended(time, waiting + i));
                    write(folder.resolve("threads-2.txt"), SmallDumps.contended(time.plusSeconds(5), waiting + i));
                }
                case 3 -> pack(folder.resolve("threads.txt"), SmallDumps.deadlock(time), i);
                case 4 -> pack(folder.resolve("erl_crash.dump"), SmallDumps.mailbox(90_000 + i), i);
                case 5 ->
                    zip(
                            folder.resolve("dumps.zip"),
                            Map.of(
                                    "heap.hprof", SmallDumps.stalledHeap(time, waiting, payloadBytes),
                                    "threads.txt", SmallDumps.stalledThreads(time.minusSeconds(5), waiting)));
                case 6 -> {
                    // Two incidents in one archive, told apart by their folders.
                    zip(
                            folder.resolve("both.zip"),
                            Map.of(
                                    "a/threads.txt", SmallDumps.contended(time, waiting + i),
                                    "b/threads.txt", SmallDumps.deadlock(time.plusSeconds(60))));
                    incidents++;
                }
                case 7 -> write(folder.resolve("threads.txt"), SmallDumps.idle(time, waiting));
                case 8 -> {
                    broken(folder, time, i);
                    unreadable += i % 20 == 8 ? 1 : 0;
                }
                case 9 -> copyOf(folder, i);
                default -> throw new IllegalStateException();
            }
            if (i % KINDS == 9) {
                copies++;
            } else {
                incidents++;
            }
        }
        write(root.resolve("README.md"), "Not a dump.".getBytes(StandardCharsets.UTF_8));
        return new Written(incidents, unreadable, copies);
    }

    /// By turns: nothing like a dump under the name of one, or a heap dump that ends too early.
    private void broken(Path folder, Instant time, int i) throws IOException {
        if (i % 20 == 8) {
            byte[] noise = new byte[3_000 + i];
            Arrays.fill(noise, (byte) (1 + i % 100));
            noise[1] = 0;
            write(folder.resolve("heap.hprof"), noise);
        } else {
            byte[] heap = SmallDumps.stalledHeap(time, 5, payloadBytes);
            write(folder.resolve("heap.hprof"), Arrays.copyOf(heap, heap.length * 2 / 3));
        }
    }

    /// The same bytes as the incident of two before, in another place.
    private void copyOf(Path folder, int i) throws IOException {
        Path original = root.resolve(SERVICES[(i - 2) % SERVICES.length]).resolve("incident-" + (i - 2));
        Files.copy(original.resolve("threads.txt"), folder.resolve("threads-copy.txt"));
    }

    private void pack(Path file, byte[] content, int i) throws IOException {
        int which = i / KINDS % (packers.size() + 1);
        if (which == packers.size()) {
            write(file, content);
            return;
        }
        Map.Entry<String, Packer> packer =
                packers.entrySet().stream().skip(which).findFirst().orElseThrow();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.getValue().onto(packed)) {
            out.write(content);
        }
        write(file.resolveSibling(file.getFileName() + packer.getKey()), packed.toByteArray());
    }

    private static void zip(Path file, Map<String, byte[]> contentByName) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : contentByName.keySet().stream().sorted().toList()) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(contentByName.get(name));
            }
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }
}
