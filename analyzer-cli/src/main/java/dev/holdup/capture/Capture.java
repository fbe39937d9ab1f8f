package dev.holdup.capture;

import dev.holdup.analysis.findings.ByteFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes thread dumps some seconds apart, then the heap dump, into one file. Thread dumps stop the JVM for some
/// milliseconds each, the heap dump for as long as it is written: what to expect is told before. Whatever cannot be had
/// is told and left out.
public final class Capture {
    private static final String RECORD = "capture.json";
    private static final Duration BRIEFLY = Duration.ofSeconds(20);

    private final CaptureSettings settings;
    private final Function<CaptureRecord, String> json;
    private final Consumer<String> told;
    private final Jcmd jcmd;
    private final List<CaptureRecord.Step> steps = new ArrayList<>();

    /// @param json writes the record of what was done
    /// @param told sentences, while it goes on
    public Capture(CaptureSettings settings, Function<CaptureRecord, String> json, Consumer<String> told) {
        this.settings = settings;
        this.json = json;
        this.told = told;
        this.jcmd = new Jcmd(settings.jcmd(), settings.pid());
    }

    /// @return what is not in the bundle, a sentence each; empty if it has all
    /// @throws CaptureFailure if there would be nothing in it
    public List<String> run() throws IOException, InterruptedException, CaptureFailure {
        Instant begun = Instant.now();
        if (ProcessHandle.of(settings.pid()).isEmpty()) {
            throw new CaptureFailure("There is no process " + settings.pid() + ": jcmd -l lists those of Java.");
        }
        try (SharedFolder folder = SharedFolder.of(settings.pid(), settings.folder())) {
            Bundle bundle = new Bundle(settings.bundle(), settings.folder(), nameInBundle());
            Thread cleaner = new Thread(() -> {
                folder.close();
                bundle.remove();
            });
            Runtime.getRuntime().addShutdownHook(cleaner);
            try (bundle) {
                Path answers = folder.here();
                TargetJvm jvm = TargetJvm.of(jcmd, answers, BRIEFLY);
                String limits = SystemLimits.of(settings.pid());
                HeapExpectation heap = expected(jvm, folder);
                threads(jvm, folder, bundle);
                heap(jvm, heap, folder, bundle);
                if (steps.stream().noneMatch(step -> step.file() != null)) {
                    throw new CaptureFailure("Process " + settings.pid() + " gave no dump at all ("
                            + steps.getFirst().missing() + "): try again, with a longer --patience.");
                }
                bundle.add(
                        RECORD,
                        json.apply(new CaptureRecord(
                                settings.tool(),
                                SystemLimits.host(),
                                settings.pid(),
                                begun,
                                jvm.version(),
                                jvm.flags(),
                                limits,
                                List.copyOf(steps))));
                bundle.finish();
            }
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
        return steps.stream()
                .filter(step -> step.missing() != null)
                .map(step -> "The " + step.what() + (step.file() == null ? " is missing: " : " is not whole: ")
                        + step.missing() + ".")
                .toList();
    }

    private String nameInBundle() {
        return "holdup-" + settings.pid();
    }

    /// Null if none is to be taken.
    private @Nullable HeapExpectation expected(TargetJvm jvm, SharedFolder folder) throws IOException {
        if (settings.heap() == HeapChoice.NONE) {
            return null;
        }
        OptionalLong used = jvm.usedBytes();
        if (used.isEmpty()) {
            told.accept("The JVM does not say how large its heap is: nobody knows how long the heap dump will take.");
            return null;
        }
        HeapExpectation expected =
                HeapExpectation.of(used.getAsLong(), HeapExpectation.bytesPerSecond(folder.here()), packedByJvm(jvm));
        told.accept("The heap has " + ByteFormat.bytes(used.getAsLong()) + " in use. Its dump will stop the JVM for "
                + seconds(expected.shortest()) + " to " + seconds(expected.longest()) + " s and needs up to "
                + ByteFormat.bytes(expected.fileBytes()) + " in "
                + folder.here().getParent()
                + " meanwhile; the threads' stop it for a moment each.");
        return expected;
    }

    private boolean packedByJvm(TargetJvm jvm) {
        return settings.packedByJvm() && jvm.packsHeaps();
    }

    private void threads(TargetJvm jvm, SharedFolder folder, Bundle bundle) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int number = 1; number <= settings.threadDumps(); number++) {
            long wait = (number - 1) * settings.interval().toMillis() - (System.nanoTime() - start) / 1_000_000;
            Thread.sleep(Math.max(0, wait));
            Path text = folder.here().resolve("threads-" + number + ".txt");
            String what = "thread dump " + number + " of " + settings.threadDumps();
            take(what, text, bundle, () -> jcmd.ask(text, settings.patience(), jvm.threadPrint()));
            if (jvm.knowsVirtualThreads()) {
                String name = "threads-" + number + ".json";
                Path answer = folder.here().resolve("answer.txt");
                Path virtual = folder.here().resolve(name);
                take(
                        "dump of virtual threads " + number,
                        virtual,
                        bundle,
                        () -> jcmd.ask(
                                answer,
                                settings.patience(),
                                List.of(
                                        "Thread.dump_to_file",
                                        "-format=json",
                                        folder.there().resolve(name).toString())));
            }
        }
    }

    private void heap(TargetJvm jvm, @Nullable HeapExpectation expected, SharedFolder folder, Bundle bundle)
            throws IOException, InterruptedException {
        if (settings.heap() == HeapChoice.NONE) {
            return;
        }
        Duration longest = settings.longestPause();
        // What the JVM writes, and what of it goes into the bundle.
        long needed = expected == null ? 0 : expected.fileBytes() + expected.fileBytes() / 2;
        if (expected != null && longest != null && expected.longest().compareTo(longest) > 0) {
            leaveOut("it may stop the JVM for " + seconds(expected.longest()) + " s, and --max-pause allows "
                    + seconds(longest));
            return;
        }
        if (longest != null && expected == null) {
            leaveOut("nobody knows how long it would stop the JVM, and --max-pause sets a limit");
            return;
        }
        if (needed > folder.freeBytes()) {
            leaveOut("it needs up to " + ByteFormat.bytes(needed) + " in "
                    + folder.here().getParent() + ", which has " + ByteFormat.bytes(folder.freeBytes())
                    + " left: give a roomier place with -o");
            return;
        }
        boolean packed = packedByJvm(jvm);
        String name = packed ? "heap.hprof.gz" : "heap.hprof";
        List<String> command = new ArrayList<>(List.of("GC.heap_dump"));
        if (settings.heap() == HeapChoice.ALL) {
            command.add("-all");
        }
        if (packed) {
            command.add("-gz=1");
        }
        command.add(folder.there().resolve(name).toString());
        Path answer = folder.here().resolve("answer.txt");
        take("heap dump", folder.here().resolve(name), bundle, () -> heapDumped(answer, command));
    }

    /// A JVM that could not write all of it says so and thinks no worse of it.
    private Jcmd.Answer heapDumped(Path answer, List<String> command) throws IOException, InterruptedException {
        Jcmd.Answer asked = jcmd.ask(answer, null, command);
        String said = Files.readString(answer, StandardCharsets.ISO_8859_1);
        return asked.ok() && !said.contains("Heap dump file created") ? new Jcmd.Answer(false, said) : asked;
    }

    private interface Question {
        Jcmd.Answer ask() throws IOException, InterruptedException;
    }

    /// What the JVM or its helper wrote goes into the bundle and from the disk.
    private void take(String what, Path file, Bundle bundle, Question question)
            throws IOException, InterruptedException {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        Jcmd.Answer answer = question.ask();
        long millis = (System.nanoTime() - start) / 1_000_000;
        long bytes = Files.exists(file) ? Files.size(file) : 0;
        if (bytes > 0) {
            told.accept(Character.toUpperCase(what.charAt(0)) + what.substring(1) + ": " + ByteFormat.bytes(bytes)
                    + " in " + String.format(Locale.ROOT, "%.1f s.", millis / 1e3));
            bundle.add(file);
        }
        steps.add(new CaptureRecord.Step(
                what,
                begun,
                millis,
                bytes > 0 ? String.valueOf(file.getFileName()) : null,
                bytes,
                answer.ok() && bytes > 0 ? null : answer.reason()));
        Files.deleteIfExists(file);
    }

    private void leaveOut(String why) {
        steps.add(new CaptureRecord.Step("heap dump", Instant.now(), 0, null, 0, why));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }
}
