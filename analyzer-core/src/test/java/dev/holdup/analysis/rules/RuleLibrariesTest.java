package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every frame and every heap field of the built-in rules against the class files of the libraries they are said to
/// come from.
class RuleLibrariesTest {
    private static final List<Rule> RULES = ofTheJvm(RuleBook.builtIn());

    /// Those of Erlang are checked against its own modules.
    static List<Rule> ofTheJvm(RuleBook book) {
        return book.rules().stream()
                .filter(rule -> !rule.library().startsWith("erlang:"))
                .toList();
    }

    private static Optional<Path> jdk17 = Optional.empty();
    private static RuleLibraries libraries;

    @BeforeAll
    static void openLibraries() throws Exception {
        jdk17 = RuleLibraries.homeOf17();
        libraries = RuleLibraries.open(jdk17);
    }

    @AfterAll
    static void closeLibraries() throws Exception {
        libraries.close();
    }

    @Test
    void everyVersionNamedIsHereAndNoOther() {
        Set<String> named = new TreeSet<>(Set.of("jdk:17", "jdk:25"));
        RULES.forEach(rule -> named.addAll(of(rule)));
        if (jdk17.isEmpty()) {
            named.remove("jdk:17");
        }

        assertThat(libraries.names()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everyFrameIsAMethodOfAVersionNamed() {
        List<String> missing = new ArrayList<>();
        int checked = 0;
        for (Rule rule : RULES) {
            for (String frame : frames(rule)) {
                checked++;
                if (in(rule, frame).isEmpty() && !needs17(rule)) {
                    missing.add(rule.id() + ": " + frame);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(checked).isGreaterThan(550);
    }

    @Test
    void everyPathAndClassOfHoldersExists() {
        List<String> missing = new ArrayList<>();
        int checked = 0;
        for (Rule rule : RULES) {
            HolderSearch holders = rule.holders();
            if (holders == null) {
                continue;
            }
            HeapFields fields = new HeapFields(libraries, of(rule));
            for (List<String> path : List.of(holders.all(), holders.capacity(), holders.inUse(), holders.waiting())) {
                missing.addAll(unknown(fields, rule, holders.resource(), path));
                checked += path.isEmpty() ? 0 : 1;
            }
            for (String handedOut : holders.handedOut()) {
                List<String> of = holders.handedOut().size() > 1 ? List.of() : holders.of();
                missing.addAll(unknown(fields, rule, handedOut, of));
                boolean there = of(rule).stream()
                        .anyMatch(library -> libraries.find(library, handedOut).isPresent());
                if (!there) {
                    missing.add(rule.id() + ": " + handedOut);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(checked).isGreaterThan(15);
    }

    private static List<String> unknown(HeapFields fields, Rule rule, String className, List<String> path) {
        return path.isEmpty()
                ? List.of()
                : fields.unknown(figure(className + "#" + String.join(".", path))).stream()
                        .map(field -> rule.id() + ": " + className + " " + field)
                        .toList();
    }

    @Test
    void everyVersionNamedHasOneOfTheFrames() {
        List<String> useless = new ArrayList<>();
        for (Rule rule : RULES) {
            Set<String> used = new TreeSet<>();
            frames(rule).forEach(frame -> used.addAll(in(rule, frame)));
            if (rule.holders() != null) {
                rule.holders()
                        .handedOut()
                        .forEach(handedOut -> of(rule).stream()
                                .filter(library ->
                                        libraries.find(library, handedOut).isPresent())
                                .forEach(used::add));
            }
            for (String library : of(rule)) {
                if (!rule.frames().isEmpty() && libraries.names().contains(library) && !used.contains(library)) {
                    useless.add(rule.id() + ": " + library);
                }
            }
        }
        assertThat(useless).isEmpty();
    }

    @Test
    void framesOfTheJdkAreAlsoVerifiedOn17() {
        assumeTrue(
                jdk17.isPresent(), "SKIPPED: no JDK 17 below /usr/lib/jvm to verify the frames of its rules against");

        assertThat(in(rule("own-lock"), "java.util.concurrent.locks.ReentrantLock.lock"))
                .containsExactly("jdk:17", "jdk:25");
        assertThat(in(rule("channel-write"), "sun.nio.ch.FileDispatcherImpl.write0"))
                .containsExactly("jdk:17");
    }

    @Test
    void everyFieldOfTheHeapIsAFieldOfAVersionNamed() {
        List<String> missing = new ArrayList<>();
        int checked = 0;
        for (Rule rule : RULES) {
            for (HeapFigure figure : figures(rule)) {
                checked++;
                HeapFields fields = new HeapFields(libraries, of(rule));
                fields.unknown(figure).ifPresent(field -> missing.add(rule.id() + ": " + figure + " (" + field + ")"));
            }
        }
        assertThat(missing).isEmpty();
        assertThat(checked).isGreaterThan(50);
    }

    @Test
    void whatDoesNotExistIsNoticed() {
        Rule logback = rule("logback-output-lock");
        assertThat(in(logback, "ch.qos.logback.core.OutputStreamAppender.writeBytez"))
                .isEmpty();
        assertThat(in(logback, "ch.qos.logback.core.NoSuchAppender.writeBytes")).isEmpty();

        HeapFields hikari = new HeapFields(libraries, of(rule("hikari-exhausted")));
        assertThat(hikari.unknown(figure("com.zaxxer.hikari.pool.HikariPool#connectionBag.shared")))
                .contains("shared");
        assertThat(hikari.unknown(figure("com.zaxxer.hikari.pool.HikariPools#connectionBag")))
                .contains("com.zaxxer.hikari.pool.HikariPools");
        assertThat(hikari.unknown(figure("com.zaxxer.hikari.pool.HikariPool#connectionBag.sharedList[states=1]")))
                .contains("states");
        assertThat(hikari.unknown(figure("com.zaxxer.hikari.pool.HikariPool#config.maxPoolSize")))
                .isEmpty();
    }

    private static HeapFigure figure(String text) {
        return HeapFigure.parse(text).orElseThrow();
    }

    private static Rule rule(String id) {
        return RULES.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
    }

    private static boolean needs17(Rule rule) {
        return jdk17.isEmpty() && rule.library().equals("jdk");
    }

    /// Libraries of a rule that declare the frame; those of the JDK count for every rule.
    private static Set<String> in(Rule rule, String frame) {
        Set<String> found = new TreeSet<>();
        int dot = frame.lastIndexOf('.');
        Stream.concat(of(rule).stream(), Stream.of("jdk:17", "jdk:25"))
                .filter(library -> libraries
                        .find(library, frame.substring(0, dot))
                        .filter(declared -> declared.methods().contains(frame.substring(dot + 1)))
                        .isPresent())
                .forEach(found::add);
        return found;
    }

    /// Names as [RuleLibraries#names] has them.
    static List<String> of(Rule rule) {
        List<String> names = new ArrayList<>();
        String artifact = rule.library().substring(rule.library().indexOf(':') + 1);
        for (String version : rule.versions()) {
            names.add(artifact.equals("jdk") ? "jdk:" + version : artifact + "-" + version + ".jar");
        }
        for (String other : rule.with()) {
            String[] parts = other.split(":", -1);
            names.add(parts[1] + "-" + parts[2] + ".jar");
        }
        return names;
    }

    private static List<String> frames(Rule rule) {
        List<String> frames = new ArrayList<>(rule.frames());
        frames.addAll(rule.above());
        frames.addAll(rule.below());
        frames.addAll(rule.unless());
        frames.addAll(rule.consumers());
        if (rule.blockedFrame() != null) {
            frames.add(rule.blockedFrame());
        }
        return frames;
    }

    private static List<HeapFigure> figures(Rule rule) {
        List<HeapFigure> figures = new ArrayList<>();
        for (HeapFact fact : rule.heapFacts()) {
            figures.addAll(fact.value());
            figures.addAll(fact.limit());
        }
        rule.heap().forEach(condition -> figures.add(condition.figure()));
        return figures;
    }
}
