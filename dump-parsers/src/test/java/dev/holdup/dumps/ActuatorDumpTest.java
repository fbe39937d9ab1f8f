package dev.holdup.dumps;

import static dev.holdup.dumps.model.LockAction.LOCKED;
import static dev.holdup.dumps.model.LockAction.LOCKED_OWNABLE_SYNCHRONIZER;
import static dev.holdup.dumps.model.LockAction.PARKING;
import static dev.holdup.dumps.model.LockAction.WAITING_ON;
import static dev.holdup.dumps.model.LockAction.WAITING_TO_LOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.management.ThreadDumpEndpoint;
import tools.jackson.databind.json.JsonMapper;

/// Threads of this JVM, dumped by Spring Boot's own endpoint.
class ActuatorDumpTest {
    private static final class Gate {}

    private final Gate gate = new Gate();
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void stage() throws InterruptedException {
        start("gate \"owner\"", Thread.State.WAITING, () -> {
            synchronized (gate) {
                lock.lock();
                try {
                    end.await();
                } finally {
                    lock.unlock();
                }
            }
        });
        start("gate-waiter", Thread.State.BLOCKED, () -> {
            synchronized (gate) {
                end.await();
            }
        });
        start("lock-waiter", Thread.State.WAITING, () -> {
            lock.lock();
            try {
                assertThat(lock.isHeldByCurrentThread()).isTrue();
            } finally {
                lock.unlock();
            }
        });
        start("object-waiter", Thread.State.TIMED_WAITING, () -> {
            Object bell = new Gate();
            synchronized (bell) {
                while (end.getCount() > 0) {
                    bell.wait(600_000);
                }
            }
        });
    }

    @AfterEach
    void letGo() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void textOfTheEndpointIsRead() throws IOException {
        ThreadDump dump = only(new ThreadDumpEndpoint().textThreadDump());
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.VISUALVM);
        assertThat(dump.jvm()).contains("Server VM (25");
        assertThat(dump.capturedAt()).isNotNull();
        check(dump);
    }

    @Test
    void jsonOfTheEndpointIsRead() throws IOException {
        Map<String, Object> answer =
                Map.of("threads", new ThreadDumpEndpoint().threadDump().getThreads());
        ThreadDump dump = only(new JsonMapper().writeValueAsString(answer));
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.ACTUATOR_JSON);
        check(dump);
        assertThat(named(dump, "gate-waiter").daemon()).isTrue();
    }

    private void check(ThreadDump dump) {
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.complete()).isTrue();
        assertThat(dump.listsOwnableSynchronizers()).isTrue();

        JvmThread owner = named(dump, "gate \"owner\"");
        LockUse heldGate = only(owner, LOCKED);
        LockUse heldLock = only(owner, LOCKED_OWNABLE_SYNCHRONIZER);
        assertThat(heldGate.identityHash()).isEqualTo(System.identityHashCode(gate));
        assertThat(heldGate.className()).isEqualTo(Gate.class.getName());
        assertThat(owner.frames().get(heldGate.frameIndex()).method()).startsWith("lambda$stage$");

        LockOwner named = new LockOwner(owner.name(), owner.number(), JvmThread.UNKNOWN_ID);
        LockUse wantedGate = only(named(dump, "gate-waiter"), WAITING_TO_LOCK);
        assertThat(wantedGate.id()).isEqualTo(heldGate.id());
        assertThat(wantedGate.owner()).isEqualTo(named);
        LockUse wantedLock = only(named(dump, "lock-waiter"), PARKING);
        assertThat(wantedLock.id()).isEqualTo(heldLock.id());
        assertThat(wantedLock.owner()).isEqualTo(named);
        assertThat(only(named(dump, "object-waiter"), WAITING_ON).owner()).isNull();

        for (Thread thread : threads) {
            JvmThread read = named(dump, thread.getName());
            assertThat(read.number()).isEqualTo(thread.threadId());
            assertThat(read.state()).isEqualTo(thread.getState());
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void start(String name, Thread.State expected, Work work) throws InterruptedException {
        Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                work.run();
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        while (thread.getState() != expected) {
            Thread.sleep(2);
        }
    }

    private static ThreadDump only(String text) throws IOException {
        List<ThreadDump> dumps = DialectTest.parse(text, StandardCharsets.UTF_8);
        assertThat(dumps.size()).isEqualTo(1);
        return dumps.getFirst();
    }

    private static JvmThread named(ThreadDump dump, String name) {
        return dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LockUse only(JvmThread thread, LockAction action) {
        List<LockUse> uses =
                thread.locks().stream().filter(use -> use.action() == action).toList();
        assertThat(uses).as("%s of %s", action, thread).hasSize(1);
        return uses.getFirst();
    }
}
