package dev.holdup.distribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A machine with a shell, a handful of plain commands, the C library, and nothing else: a folder that is the root of
/// what runs in it, without a network and with processes of its own. No Java, no `/usr/lib/jvm`, no home, no
/// environment.
///
/// @param root its `/`
record BareMachine(Path root) {
    private static final List<String> COMMANDS = List.of(
            "sh",
            "env",
            "sed",
            "readlink",
            "dirname",
            "cksum",
            "cut",
            "tar",
            "gzip",
            "ls",
            "cat",
            "mktemp",
            "mv",
            "rm",
            "tail",
            "install");
    /// What the runtime's own libraries name.
    private static final List<String> LIBRARIES =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1");

    /// Skips the test, loudly, where this user may not make one.
    static BareMachine at(Path root) throws IOException, InterruptedException {
        assumeTrue(
                Ended.run(Path.of("/"), List.of("unshare", "--mount", "--pid", "--net", "--fork", "true"))
                                .exitCode()
                        == 0,
                "NOTHING WAS RUN ON A BARE MACHINE: that needs root, or the right to unshare");
        for (String folder : List.of("bin", "tmp", "proc", "dev", "unpacked", "usr/bin", "opt")) {
            Files.createDirectories(root.resolve(folder));
        }
        BareMachine machine = new BareMachine(root);
        for (String command : COMMANDS) {
            machine.bring(command);
        }
        outside("chmod 755 " + root + " && chmod 1777 " + root.resolve("tmp"));
        return machine;
    }

    private void bring(String command) throws IOException, InterruptedException {
        Path program =
                Path.of(outside("readlink -f \"$(command -v " + command + ")\"").strip());
        Files.copy(program, root.resolve("bin").resolve(command));
        for (String word : outside("ldd " + program).split("\\s+", -1)) {
            if (word.startsWith("/")) {
                bringLibrary(Path.of(word));
            }
        }
    }

    private void bringLibrary(Path library) throws IOException {
        copy(library);
        if (library.getFileName().toString().equals("libc.so.6")) {
            for (String other : LIBRARIES) {
                copy(library.resolveSibling(other));
            }
        }
    }

    private void copy(Path file) throws IOException {
        Path to = root.resolve(file.toString().substring(1));
        if (Files.exists(file) && !Files.exists(to)) {
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }

    private static String outside(String script) throws IOException, InterruptedException {
        return Ended.run(Path.of("/"), List.of("sh", "-c", script)).printed();
    }

    /// Runs a script of the shell in it, as its root.
    Ended run(String script) throws IOException, InterruptedException {
        return run("0:0", Map.of(), List.of("/bin/sh", "-c", script));
    }

    /// @param user two numbers, `UID:GID`
    /// @param environment all of it, but the search path
    Ended run(String user, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        List<String> inside = new ArrayList<>(
                List.of("chroot", "--userspec=" + user, root.toString(), "/bin/env", "-i", "PATH=/bin:/usr/bin"));
        environment.forEach((name, value) -> inside.add(name + "=" + value));
        inside.addAll(command);
        return unshared("exec \"$@\"", inside.toArray(String[]::new));
    }

    /// Runs a script of the shell that sees this machine and its files from outside; its arguments are `$1`, `$2`, …
    Ended unshared(String script, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-euc"));
        all.add("mount --rbind /dev " + root + "/dev; mount -t proc proc " + root + "/proc; " + script);
        all.add("sh");
        all.addAll(Arrays.asList(arguments));
        return Ended.run(Path.of("/"), all);
    }
}
