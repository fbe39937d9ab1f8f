package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {
    private final RuleBook book = RuleBook.builtIn();

    @Test
    void rulesAboutErlangAreReadWithoutTheOthersAndAreTheSame() {
        assertThat(book.erlangRules())
                .isNotEmpty()
                .isEqualTo(book.rules().stream().filter(Rule::isAboutErlang).toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            WAITING, logback-output-lock,     $LOGBACK_WAITER
            RUNNING, file-write,              $LOGBACK_OWNER
            WAITING, hikari-exhausted,        $HIKARI_WAITER
            WAITING, idle-pool-worker,        $POOL_WORKER
            WAITING, own-lock,                $PARKED_LOCK com.acme.Registry.find
            BLOCKED, monitor,                 com.acme.Registry.find com.acme.Main.run
            RUNNING, idle-selector,           sun.nio.ch.EPoll.wait sun.nio.ch.EPollSelectorImpl.doSelect
            WAITING, idle-timer,              java.lang.Object.wait0 java.lang.Object.wait java.util.TimerThread.mainLoop
            WAITING, '',                      java.lang.Object.wait0 java.lang.Object.wait com.acme.Task.run java.util.TimerThread.mainLoop
            WAITING, idle-jboss-worker,       jdk.internal.misc.Unsafe.park java.util.concurrent.locks.LockSupport.park org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run
            RUNNING, '',                      com.acme.Task.run org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run
            SLEEPING, sleeping,               java.lang.Thread.sleepNanos0 java.lang.Thread.sleepNanos java.lang.Thread.sleep com.acme.Poll.run
            RUNNING, socket-read,             sun.nio.ch.SocketDispatcher.read0 sun.nio.ch.SocketDispatcher.read sun.nio.ch.NioSocketImpl.implRead
            BLOCKED, stdout-monitor,          java.io.PrintStream.writeln java.io.PrintStream.println com.acme.Main.run
            BLOCKED, monitor,                 com.acme.Order.toString java.lang.String.valueOf java.io.PrintStream.println
            BLOCKED, log4j2-output-monitor,   org.apache.logging.log4j.core.appender.OutputStreamManager.flush com.acme.Main.run
            WAITING, logback-async-full,      jdk.internal.misc.Unsafe.park java.util.concurrent.ArrayBlockingQueue.put ch.qos.logback.core.AsyncAppenderBase.putUninterruptibly
            WAITING, idle-logback-worker,     jdk.internal.misc.Unsafe.park java.util.concurrent.ArrayBlockingQueue.take ch.qos.logback.core.AsyncAppenderBase$Worker.run
            """)
    void aStackIsKnownByTheRightRule(Activity activity, String rule, String stack) {
        String lines = stack.replace("$LOGBACK_WAITER", Stacks.LOGBACK_WAITER)
                .replace("$LOGBACK_OWNER", Stacks.LOGBACK_OWNER)
                .replace("$HIKARI_WAITER", Stacks.HIKARI_WAITER)
                .replace("$POOL_WORKER", Stacks.POOL_WORKER)
                .replace("$PARKED_LOCK", Stacks.PARKED_LOCK)
                .replace(' ', '\n');
        assertThat(match("t", activity, Stacks.frames(lines))
                        .map(match -> match.rule().id())
                        .orElse(""))
                .isEqualTo(rule);
    }

    @Test
    void aThreadThatHasComeFartherThanTheLockIsNotTakenForAWaitingOne() {
        List<JvmFrame> owner =
                Stacks.frames(Stacks.PARKED_LOCK + "com.acme.NetworkStream.write\n" + Stacks.LOGBACK_OWNER);

        assertThat(match("t", Activity.WAITING, owner).orElseThrow().rule().id())
                .isEqualTo("own-lock");
    }

    @Test
    void theIdentifyingFrameMustBeAmongTheTopmost() {
        String deep = "com.acme.Recursion.down\n".repeat(RuleBook.DEPTH);

        assertThat(match("t", Activity.WAITING, Stacks.frames(deep + Stacks.POOL_WORKER)))
                .isEmpty();
    }

    @Test
    void threadsOfTheJvmWithoutAStackAreIdleByName() {
        assertThat(match("C2 CompilerThread7", Activity.RUNNING, List.of())
                        .orElseThrow()
                        .rule()
                        .role())
                .isEqualTo(Role.IDLE);
        assertThat(match("C2 Compiler", Activity.RUNNING, List.of())).isEmpty();
        assertThat(match("Signal Dispatcher", Activity.RUNNING, Stacks.frames("com.acme.Main.run")))
                .isEmpty();
    }

    @Test
    void waitingForClassInitialisationNeedsTheDumpsWord() {
        List<JvmFrame> frames = Stacks.frames("com.acme.Config.get\ncom.acme.Main.run");

        assertThat(book.match(new Observed("t", Activity.WAITING, frames, true))
                        .orElseThrow()
                        .rule()
                        .id())
                .isEqualTo("class-initialization");
        assertThat(book.match(new Observed("t", Activity.RUNNING, frames, false)))
                .isEmpty();
    }

    @Test
    void aRuleThatAsksTheHeapGoesFirstIfTheHeapAgrees() {
        List<JvmFrame> frames = Stacks.frames(Stacks.HIKARI_WAITER);
        List<HeapCondition> asked = new ArrayList<>();

        assertThat(book.match(new Observed("t", Activity.WAITING, frames, false, asked::add))
                        .orElseThrow()
                        .rule()
                        .id())
                .isEqualTo("hikari-cannot-connect");
        assertThat(asked)
                .extracting(HeapCondition::toString)
                .containsExactly("com.zaxxer.hikari.pool.HikariPool#connectionBag.sharedList = 0");
        assertThat(book.match(new Observed("t", Activity.WAITING, frames, false, condition -> false))
                        .orElseThrow()
                        .rule()
                        .id())
                .isEqualTo("hikari-exhausted");
    }

    @Test
    void whatMayNotStandAboveAFrameKeepsItsRuleFromMatching() {
        String read = "com.acme.Wire.read\n";
        String handled = "sun.rmi.transport.tcp.TCPTransport.handleMessages\n";

        assertThat(match("t", Activity.RUNNING, Stacks.frames(read + handled))
                        .orElseThrow()
                        .rule()
                        .id())
                .isEqualTo("idle-rmi-connection");
        assertThat(match(
                        "t",
                        Activity.RUNNING,
                        Stacks.frames(read + "sun.rmi.transport.Transport.serviceCall\n" + handled)))
                .isEmpty();
    }

    @Test
    void everyIdIsThereOnce() {
        List<String> ids = book.rules().stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Collections.frequency(ids, "hikari-exhausted")).isOne();
    }

    private Optional<RuleMatch> match(String name, Activity activity, List<JvmFrame> frames) {
        return book.match(new Observed(name, activity, frames, false));
    }
}
