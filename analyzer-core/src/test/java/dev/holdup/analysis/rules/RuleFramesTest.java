package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every frame of the built-in rules against the class files of the library it is said to come from.
class RuleFramesTest {
    /// Those of Erlang are checked against its own modules.
    private final List<Rule> rules = RuleBook.builtIn().rules().stream()
            .filter(rule -> !rule.library().startsWith("erlang:"))
            .toList();

    @Test
    void everyFrameOfALibraryIsAMethodOfThatVersion() throws IOException {
        List<String> missing = new ArrayList<>();
        int checked = 0;
        for (Rule rule : rules) {
            if (rule.library().equals("jdk")) {
                continue;
            }
            for (String frame : frames(rule)) {
                checked++;
                if (!isMethod(frame)) {
                    missing.add(rule.id() + ": " + frame);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(checked).isGreaterThan(40);
    }

    @Test
    void aRuleNamesTheVersionThatItIsVerifiedAgainst() {
        for (Rule rule : rules) {
            if (rule.library().equals("jdk")) {
                continue;
            }
            String artifact = rule.library().substring(rule.library().indexOf(':') + 1);
            String jar = artifact + "-" + rule.versions().getLast() + ".jar";
            assertThat(System.getProperty("java.class.path"))
                    .as(rule.id() + " is verified against the jar on the class path")
                    .contains(jar);
        }
    }

    /// A frame of the JDK may be that of one release only: it must be in 25 or in 17.
    @Test
    void everyFrameOfTheJdkIsAMethodOfOneOfTheReleasesNamed() throws IOException {
        Optional<Path> jdk17 = homeOf17();
        assumeTrue(
                jdk17.isPresent(), "SKIPPED: no JDK 17 below /usr/lib/jvm to verify the frames of its rules against");
        List<String> missing = new ArrayList<>();
        try (FileSystem modules17 = FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", jdk17.orElseThrow().toString()))) {
            for (Rule rule : rules) {
                if (!rule.library().equals("jdk")) {
                    continue;
                }
                for (String frame : frames(rule)) {
                    if (!isMethod(frame) && !isMethodIn(modules17, frame)) {
                        missing.add(rule.id() + ": " + frame);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aMethodThatDoesNotExistIsNoticed() throws IOException {
        assertThat(isMethod("ch.qos.logback.core.OutputStreamAppender.writeBytez"))
                .isFalse();
        assertThat(isMethod("ch.qos.logback.core.NoSuchAppender.writeBytes")).isFalse();
    }

    private static List<String> frames(Rule rule) {
        List<String> frames = new ArrayList<>(rule.frames());
        frames.addAll(rule.above());
        frames.addAll(rule.below());
        frames.addAll(rule.consumers());
        if (rule.blockedFrame() != null) {
            frames.add(rule.blockedFrame());
        }
        return frames;
    }

    private static boolean isMethod(String frame) throws IOException {
        String resource = className(frame).replace('.', '/') + ".class";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
            return in != null && declares(in.readAllBytes(), frame);
        }
    }

    private static boolean isMethodIn(FileSystem modules, String frame) throws IOException {
        String file = className(frame).replace('.', '/') + ".class";
        for (String module : List.of("java.base", "java.logging")) {
            Path path = modules.getPath("/modules", module, file);
            if (Files.exists(path) && declares(Files.readAllBytes(path), frame)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declares(byte[] classFile, String frame) {
        ClassModel model = ClassFile.of().parse(classFile);
        String method = frame.substring(frame.lastIndexOf('.') + 1);
        return model.methods().stream()
                .anyMatch(candidate -> candidate.methodName().equalsString(method));
    }

    private static String className(String frame) {
        return frame.substring(0, frame.lastIndexOf('.'));
    }

    private static Optional<Path> homeOf17() throws IOException {
        Path root = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.filter(home -> home.getFileName().toString().contains("17"))
                    .filter(home ->
                            Files.exists(home.resolve("lib/modules")) && Files.exists(home.resolve("lib/jrt-fs.jar")))
                    .sorted()
                    .findFirst();
        }
    }
}
