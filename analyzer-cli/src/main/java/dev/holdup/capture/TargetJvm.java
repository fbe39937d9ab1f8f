package dev.holdup.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The JVM as it describes itself before anything is taken of it.
///
/// @param release such as 17; 8 for 1.8
/// @param version its lines of text
/// @param flags as `VM.flags` lists them
/// @param usedBytes of its heap; empty if it does not say
record TargetJvm(int release, String version, String flags, OptionalLong usedBytes) {
    private static final Pattern JDK = Pattern.compile("(?m)^JDK (?:1\\.)?(\\d+)");
    /// `used 23552K` of the collectors' lines, `21504K used` of Shenandoah's; not `4% used` of parts.
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([BKMG])|\\b(\\d+)([BKMG]) used");
    private static final Pattern NO_TEXT = Pattern.compile("-XX:(?:[+-]\\w+|\\w+=[-+.\\d]+)");
    /// Java 8 has no `GC.heap_info`.
    private static final Pattern COUNTED =
            Pattern.compile("(?m)^sun\\.gc\\.generation\\.\\d+\\.space\\.\\d+\\.used=(\\d+)");

    /// @throws CaptureFailure if it cannot be spoken to
    static TargetJvm of(Jcmd jcmd, Path folder, Duration patience)
            throws IOException, InterruptedException, CaptureFailure {
        Jcmd.Answer version = jcmd.ask(folder, patience, "VM.version");
        Matcher release = JDK.matcher(version.said());
        if (!version.ok() || !release.find()) {
            throw new CaptureFailure("Cannot speak to process " + jcmd.pid() + " (" + version.reason()
                    + "): run this on its machine as its user or as root; a JVM that does not answer at all may"
                    + " still write its threads to its log after kill -3 " + jcmd.pid() + ".");
        }
        Jcmd.Answer flags = jcmd.ask(folder, patience, "VM.flags");
        Jcmd.Answer heap = jcmd.ask(folder, patience, "GC.heap_info");
        OptionalLong used = heap.ok()
                ? usedBytes(heap.said())
                : counted(jcmd.ask(folder, patience, "PerfCounter.print").said());
        return new TargetJvm(
                Integer.parseInt(release.group(1)), version.said(), flags.ok() ? withoutTexts(flags.said()) : "", used);
    }

    /// Switches and numbers. Texts are left out: some are commands with whatever these need, as `OnOutOfMemoryError`.
    static String withoutTexts(String flags) {
        return Arrays.stream(flags.split("\\s+"))
                .filter(flag -> NO_TEXT.matcher(flag).matches())
                .collect(Collectors.joining(" "));
    }

    /// @param heapInfo what `GC.heap_info` says
    static OptionalLong usedBytes(String heapInfo) {
        long bytes = 0;
        boolean any = false;
        for (String line : heapInfo.lines()
                .takeWhile(line -> !line.strip().startsWith("Metaspace"))
                .toList()) {
            Matcher used = USED.matcher(line);
            if (used.find()) {
                boolean behind = used.group(1) != null;
                bytes += Long.parseLong(used.group(behind ? 1 : 3)) << shift(used.group(behind ? 2 : 4));
                any = true;
            }
        }
        return any ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    private static int shift(String unit) {
        return 10 * "BKMG".indexOf(unit);
    }

    private static OptionalLong counted(String counters) {
        List<Long> spaces = COUNTED.matcher(counters)
                .results()
                .map(space -> Long.parseLong(space.group(1)))
                .toList();
        return spaces.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(spaces.stream().mapToLong(Long::longValue).sum());
    }

    /// The thread dump that says the most: `-e` came with Java 11.
    List<String> threadPrint() {
        return release >= 11 ? List.of("Thread.print", "-l", "-e") : List.of("Thread.print", "-l");
    }

    /// Whether it can write its virtual threads.
    boolean knowsVirtualThreads() {
        return release >= 21;
    }

    /// Whether it can compress a heap dump.
    boolean packsHeaps() {
        return release >= 16;
    }
}
