package dev.holdup.samples.incidents;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs a sick program on a real Erlang node until it has written its crash dump.
public final class ErlangStaging {
    private static final int SECONDS = 120;
    private static final String SOURCES = "/dev/holdup/samples/erlang/";

    private ErlangStaging() {}

    /// Whether Erlang is installed, with what this incident needs besides.
    public static boolean available(ErlangIncident incident) {
        try {
            String modules =
                    incident.needs().isEmpty() ? "true" : "code:which(" + incident.needs() + ") =/= non_existing";
            return run(
                            Path.of("."),
                            List.of("erl", "-noshell", "-eval", "halt(case " + modules + " of true -> 0; _ -> 1 end)."))
                    == 0;
        } catch (IOException | InterruptedException absent) {
            return false;
        }
    }

    /// Writes `erl_crash.dump`, `expected.json` and `README.md` into the folder.
    public static void stage(ErlangIncident incident, Path folder, Scale scale)
            throws IOException, InterruptedException, StagingException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory("holdup-erlang-");
        try {
            List<String> compile = new ArrayList<>(List.of("erlc", "-o", work.toString()));
            for (String module : modules(incident)) {
                Path source = work.resolve(module + ".erl");
                try (InputStream text = ErlangStaging.class.getResourceAsStream(SOURCES + module + ".erl")) {
                    if (text == null) {
                        throw new StagingException("the program " + module + ".erl is not on the class path");
                    }
                    Files.copy(text, source);
                }
                compile.add(source.toString());
            }
            if (run(work, compile) != 0) {
                throw new StagingException("erlc does not compile " + incident.name() + ": " + output(work));
            }
            // All within its own folder, so that no other path gets into the dump.
            run(
                    work,
                    List.of(
                            "erl",
                            "-noshell",
                            "-pa",
                            ".",
                            "-env",
                            "ERL_CRASH_DUMP",
                            "erl_crash.dump",
                            "-run",
                            "staged",
                            "main",
                            incident.module(),
                            ".",
                            scale.name().toLowerCase(Locale.ROOT)));
            for (String file : List.of("erl_crash.dump", "expected.json")) {
                if (!Files.exists(work.resolve(file))) {
                    throw new StagingException(
                            "the node of " + incident.name() + " wrote no " + file + ": " + output(work));
                }
                Files.move(work.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(folder.resolve("README.md"), incident.readme());
        } finally {
            delete(work);
        }
    }

    private static List<String> modules(ErlangIncident incident) {
        List<String> modules = new ArrayList<>(List.of("staged"));
        modules.addAll(incident.modules());
        return modules;
    }

    private static int run(Path work, List<String> command) throws IOException, InterruptedException {
        Path output = Files.isDirectory(work) && !work.equals(Path.of(".")) ? work.resolve("output.txt") : null;
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                output == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(output.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        if (output != null) {
            builder.directory(work.toFile());
            builder.environment().put("HOME", work.toString());
        }
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String output(Path work) throws IOException {
        Path output = work.resolve("output.txt");
        return Files.exists(output) ? Files.readString(output).strip() : "no output";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
