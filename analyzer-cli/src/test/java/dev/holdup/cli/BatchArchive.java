package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.holdup.samples.archive.MixedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/// An archive to go through, and what came of it.
final class BatchArchive {
    private static final int PAYLOAD_BYTES = 4096;

    private BatchArchive() {}

    static MixedArchive.Written write(Path folder, int incidents) throws IOException {
        return new MixedArchive(folder, PAYLOAD_BYTES)
                .packed(".zst", ZstdOutputStream::new)
                .packed(".bz2", BZip2CompressorOutputStream::new)
                .packed(".xz", XZCompressorOutputStream::new)
                .packed(".lz4", FramedLZ4CompressorOutputStream::new)
                .write(incidents);
    }

    /// The command on its way, with nobody listening.
    static Process start(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static void await(Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("within " + patience).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /// How many incidents are among the results.
    static long incidents(Path out) throws IOException {
        Path incidents = out.resolve("incidents");
        if (!Files.isDirectory(incidents)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(incidents)) {
            return folders.filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .count();
        }
    }

    /// All that a run is to give, by name; what it remembers the files' times by is left out.
    static Map<String, String> results(Path out) throws IOException {
        Map<String, String> contentByName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(file).toString();
                if (!name.startsWith(".") && !name.endsWith("/done")) {
                    contentByName.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contentByName;
    }

    static List<String> idsInTable(Path out) throws IOException {
        return results(out).entrySet().stream()
                .filter(file -> file.getKey().startsWith("table/jsonl/"))
                .flatMap(file -> file.getValue().lines())
                .map(line -> line.replaceFirst(".*?\"incident\": ?\"(\\w+)\".*", "$1"))
                .toList();
    }
}
