package dev.holdup.dumps;

import static dev.holdup.dumps.model.LockAction.LOCKED;
import static dev.holdup.dumps.model.LockAction.LOCKED_OWNABLE_SYNCHRONIZER;
import static dev.holdup.dumps.model.LockAction.PARKING;
import static dev.holdup.dumps.model.LockAction.WAITING_ON;
import static dev.holdup.dumps.model.LockAction.WAITING_TO_LOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One stage, dumped by real JVMs in every way that they know.
class RealDialectsTest {
    private static final Path THIS_HOME = Path.of(System.getProperty("java.home"));

    @TempDir
    Path directory;

    @Test
    void serviceabilityAgentOfThisJdkIsRead() throws IOException {
        serviceabilityAgentIsRead(THIS_HOME);
    }

    @Test
    void serviceabilityAgentOfJdk17IsRead() throws IOException {
        serviceabilityAgentIsRead(StagedJvm.jdk17());
    }

    private void serviceabilityAgentIsRead(Path home) throws IOException {
        try (StagedJvm child = StagedJvm.start(home, directory, "Staged.java")) {
            byte[] text = child.tool("jhsdb", "jstack", "--locks", "--pid");
            boolean attached = new String(text, StandardCharsets.UTF_8).contains("Deadlock Detection:");
            assumeTrue(attached, "SKIPPED: jhsdb may not attach to processes here: its dumps are not tested");
            ThreadDump dump = only(text);
            assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.SERVICEABILITY_AGENT);
            assertThat(dump.pid()).hasToString(child.pid());
            assertThat(dump.jvm()).startsWith(home.equals(THIS_HOME) ? "25" : "17");
            assertThat(dump.warnings()).isEmpty();
            assertThat(dump.complete()).isTrue();
            assertThat(dump.listsOwnableSynchronizers()).isTrue();
            assertThat(dump.deadlocks().getFirst()).containsExactlyInAnyOrder("dead \"lock\" A", "dead lock B");
            LockUse gate = only(named(dump, "convoy-owner"), LOCKED);
            assertThat(gate.className()).isEqualTo("Staged$Gate");
            JvmThread main = named(dump, "main");
            assertThat(main.frames().getFirst().qualifiedName()).isEqualTo("java.io.FileInputStream.readBytes");
            assertThat(main.frames())
                    .anyMatch(frame -> frame.qualifiedName().equals("Staged.main") && frame.line() > 50);
            long parkedOn =
                    only(named(dump, "lock-owner"), LOCKED_OWNABLE_SYNCHRONIZER).address();
            assertThat(parkedOn).isPositive();

            ThreadDump mixed = only(child.tool("jhsdb", "jstack", "--mixed", "--pid"));
            assertThat(mixed.warnings()).isEmpty();
            assertThat(named(mixed, "main").frames())
                    .isEqualTo(main.frames()
                            .subList(0, named(mixed, "main").frames().size()))
                    .isNotEmpty();
            assertThat(mixed.threads())
                    .filteredOn(thread -> thread.name().startsWith("native thread "))
                    .allSatisfy(thread -> assertThat(thread.frames()).isEmpty())
                    .isNotEmpty();
            for (JvmThread thread : dump.threads()) {
                assertThat(named(mixed, thread.name()).nid()).isEqualTo(thread.nid());
            }
        }
    }

    @Test
    void threadInfoOfThisJdkIsRead() throws IOException {
        threadInfoIsRead(THIS_HOME);
    }

    @Test
    void threadInfoOfJdk17IsRead() throws IOException {
        threadInfoIsRead(StagedJvm.jdk17());
    }

    private void threadInfoIsRead(Path home) throws IOException {
        try (StagedJvm child = StagedJvm.start(home, directory, "Staged.java")) {
            String text = child.answer('i', "done");
            ThreadDump dump = only(("12:00:01 WARN  Watchdog - " + text).getBytes(StandardCharsets.UTF_8));
            assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.THREAD_INFO);
            assertThat(dump.warnings()).hasSize(1);
            assertThat(dump.warnings().getFirst().what()).contains("first eight frames");
            checkHashedStage(dump, child.jstack());
            assertThat(dump.listsOwnableSynchronizers()).isTrue();

            JvmThread lockOwner = named(dump, "lock-owner");
            LockUse held = only(lockOwner, LOCKED_OWNABLE_SYNCHRONIZER);
            for (int i = 0; i < 3; i++) {
                LockUse wanted = only(named(dump, "lock-waiter-" + i), PARKING);
                assertThat(wanted.id()).isEqualTo(held.id());
                assertThat(wanted.className()).isEqualTo(held.className());
                assertThat(Objects.requireNonNull(wanted.owner()).is(lockOwner)).isTrue();
            }
            JvmThread gateOwner = named(dump, "convoy-owner");
            for (int i = 0; i < 5; i++) {
                LockOwner owner =
                        only(named(dump, "convoy-" + i), WAITING_TO_LOCK).owner();
                assertThat(owner).isEqualTo(new LockOwner("convoy-owner", gateOwner.number(), JvmThread.UNKNOWN_ID));
            }
        }
    }

    /// @param addressed a dump of the same process in another dialect
    private static void checkHashedStage(ThreadDump dump, ThreadDump addressed) {
        LockUse gate = only(named(dump, "convoy-owner"), LOCKED);
        assertThat(gate.className()).isEqualTo("Staged$Gate");
        assertThat(gate.address()).isEqualTo(LockUse.NO_ADDRESS);
        assertThat(gate.identityHash()).isPositive();
        for (int i = 0; i < 5; i++) {
            JvmThread waiter = named(dump, "convoy-" + i);
            assertThat(waiter.state()).isEqualTo(Thread.State.BLOCKED);
            assertThat(only(waiter, WAITING_TO_LOCK).id()).isEqualTo(gate.id());
        }
        assertThat(only(named(dump, "object-waiter"), WAITING_ON).className()).isEqualTo("Staged$Bell");
        for (int i = 0; i < 3; i++) {
            assertThat(only(named(dump, "lock-waiter-" + i), PARKING).className())
                    .isEqualTo("java.util.concurrent.locks.ReentrantLock$NonfairSync");
        }
        for (JvmThread thread : dump.threads()) {
            if (!thread.name().startsWith("Attach Listener") && !thread.name().startsWith("RMI")) {
                assertThat(thread.number())
                        .isEqualTo(named(addressed, thread.name()).number());
            }
        }
    }

    @Test
    void threadFileOfThisJdkIsReadAsTextAndAsJson() throws IOException {
        try (StagedJvm child = StagedJvm.start(THIS_HOME, directory, "Staged.java")) {
            ThreadDump text = threadFile(child, "plain");
            ThreadDump json = threadFile(child, "json");
            assertThat(text.dialect()).isEqualTo(ThreadDumpDialect.THREAD_FILE);
            assertThat(json.dialect()).isEqualTo(ThreadDumpDialect.THREAD_FILE_JSON);
            for (ThreadDump dump : List.of(text, json)) {
                assertThat(dump.warnings()).isEmpty();
                assertThat(dump.complete()).isTrue();
                assertThat(dump.pid()).hasToString(child.pid());
                assertThat(dump.jvm()).startsWith("25");
                assertThat(dump.capturedAt()).isNotNull();
                checkHashedStage(dump, child.jstack());
            }
            for (JvmThread thread : text.threads()) {
                if (!thread.name().equals("Attach Listener")) {
                    JvmThread same = named(json, thread.name());
                    assertThat(same.frames()).isEqualTo(thread.frames());
                    assertThat(same.state()).isEqualTo(thread.state());
                    assertThat(same.container()).isEqualTo("<root>");
                    assertThat(uses(same, LOCKED))
                            .extracting(LockUse::id, LockUse::frameIndex)
                            .isEqualTo(uses(thread, LOCKED).stream()
                                    .map(use -> org.assertj.core.groups.Tuple.tuple(use.id(), use.frameIndex()))
                                    .toList());
                }
            }
            assertThat(only(named(text, "convoy-owner"), LOCKED).frameIndex()).isPositive();
        }
    }

    @Test
    void virtualThreadsOfAThreadFileHaveNumbersAndCarriers() throws IOException {
        try (StagedJvm child = StagedJvm.start(THIS_HOME, directory, "StagedVirtual.java")) {
            for (String format : List.of("plain", "json")) {
                ThreadDump dump = threadFile(child, format);
                assertThat(dump.warnings()).isEmpty();
                List<JvmThread> virtual =
                        dump.threads().stream().filter(JvmThread::virtual).toList();
                assertThat(virtual)
                        .extracting(JvmThread::name)
                        .containsExactlyInAnyOrder("spinner", "parked", "", "", "");
                assertThat(named(dump, "spinner").number()).hasToString(child.ready());
                assertThat(virtual)
                        .filteredOn(thread -> thread.name().isEmpty())
                        .allSatisfy(thread -> {
                            assertThat(thread.label()).isEqualTo("#" + thread.number());
                            assertThat(thread.state()).isEqualTo(Thread.State.WAITING);
                            assertThat(only(thread, PARKING).className())
                                    .isEqualTo("java.util.concurrent.locks.ReentrantLock$NonfairSync");
                        });
                if (format.equals("json")) {
                    assertThat(dump.threads())
                            .filteredOn(thread ->
                                    thread.number() == named(dump, "spinner").carrier())
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void signalledDumpIsReadOutOfABusyLogOfThisJdk() throws IOException {
        signalledDumpIsRead(THIS_HOME);
    }

    @Test
    void signalledDumpIsReadOutOfABusyLogOfJdk17() throws IOException {
        signalledDumpIsRead(StagedJvm.jdk17());
    }

    private void signalledDumpIsRead(Path home) throws IOException {
        try (StagedJvm child = StagedJvm.start(home, directory, "Staged.java")) {
            StringBuilder log = new StringBuilder(child.answer('l', "2026-11-23"));
            for (int i = 0; i < 2; i++) {
                new ProcessBuilder("kill", "-3", child.pid()).start();
                log.append(child.outputUpTo("Found 1 deadlock"));
            }
            log.append(child.outputUpTo("2026-11-23"));
            assertThat(log).contains(" INFO ");

            List<ThreadDump> dumps = parse(log.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(dumps).hasSize(2).allSatisfy(dump -> {
                assertThat(dump.complete()).isTrue();
                assertThat(dump.deadlocks()).hasSize(1);
                assertThat(dump.capturedAt()).isNotNull();
                assertThat(only(named(dump, "convoy-3"), WAITING_TO_LOCK).address())
                        .isEqualTo(only(named(dump, "convoy-owner"), LOCKED).address());
            });
        }
    }

    private ThreadDump threadFile(StagedJvm child, String format) throws IOException {
        Path file = directory.resolve("dump." + format + child.pid());
        new ProcessBuilder(
                        THIS_HOME.resolve("bin/jcmd").toString(),
                        child.pid(),
                        "Thread.dump_to_file",
                        "-overwrite",
                        "-format=" + format,
                        file.toString())
                .start()
                .getInputStream()
                .readAllBytes();
        return only(Files.readAllBytes(file));
    }

    private static ThreadDump only(byte[] text) throws IOException {
        List<ThreadDump> dumps = parse(text);
        assertThat(dumps.size()).as("dumps").isEqualTo(1);
        return dumps.getFirst();
    }

    private static List<ThreadDump> parse(byte[] text) throws IOException {
        return ThreadDumpFormats.parse(
                "child",
                new ByteArrayInputStream(text),
                Arrays.copyOf(text, Math.min(text.length, ContentKind.HEAD_BYTES)));
    }

    private static JvmThread named(ThreadDump dump, String name) {
        List<JvmThread> found = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        assertThat(found.size()).as(name).isEqualTo(1);
        return found.getFirst();
    }

    private static LockUse only(JvmThread thread, LockAction action) {
        List<LockUse> uses = uses(thread, action);
        assertThat(uses).as("%s of %s", action, thread).hasSize(1);
        return uses.getFirst();
    }

    private static List<LockUse> uses(JvmThread thread, LockAction action) {
        return thread.locks().stream().filter(use -> use.action() == action).toList();
    }
}
