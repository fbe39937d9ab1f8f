package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.dumps.jstack.ThreadDumpParser;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thread dump texts for tests, read by the real parser.
public final class DumpTexts {
    private static final String BANNER =
            "Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9 mixed mode, sharing):\n\n";

    private DumpTexts() {}

    public static ThreadDump dump(String... threads) {
        return dumpAt("threads.txt", "2026-11-23 10:55:14", threads);
    }

    public static ThreadDump dumpAt(String input, String time, String... threads) {
        String text = time + "\n" + BANNER + String.join("\n", threads) + "\nJNI global refs: 12, weak refs: 0\n";
        try {
            return ThreadDumpParser.parse(input, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getFirst();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A thread of number `number`, `tid` 0x1000 times that.
    ///
    /// @param state as after `java.lang.Thread.State:`
    /// @param stack lines `class.method` or lock lines beginning with `-`, innermost first
    public static String thread(String name, int number, String state, String stack) {
        StringBuilder text = new StringBuilder("\"" + name + "\" #" + number + " [" + (30000 + number)
                + "] prio=5 os_prio=0 cpu=1.00ms elapsed=5.00s tid=0x" + Long.toHexString(number * 0x1000L) + " nid="
                + (30000 + number) + " " + (state.startsWith("RUNNABLE") ? "runnable" : "waiting on condition")
                + "  [0x00007f0000000000]\n   java.lang.Thread.State: " + state + "\n");
        stack.lines()
                .filter(line -> !line.isBlank())
                .forEach(line ->
                        text.append(line.startsWith("-") ? "\t" + line + "\n" : "\tat " + line + "(Unknown Source)\n"));
        return text + "\n";
    }

    public static String ownableSynchronizers(String... locks) {
        return "   Locked ownable synchronizers:\n\t- " + String.join("\n\t- ", locks) + "\n";
    }

    public static String parked(String address) {
        return "jdk.internal.misc.Unsafe.park\n- parking to wait for  <" + address
                + "> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)\n"
                + Stacks.PARKED_LOCK.substring(Stacks.PARKED_LOCK.indexOf('\n') + 1);
    }

    /// A platform thread of the heap that matches [#thread] of the same number.
    public static HeapThread heapThread(
            String name, int number, Thread.State state, String stack, HeapThread.@Nullable Blocker blocker) {
        List<JvmFrame> frames = Stacks.frames(stack);
        return new HeapThread(
                number,
                0xF000L + number,
                "java.lang.Thread",
                name,
                number,
                number * 0x1000L,
                false,
                false,
                state,
                "",
                frames,
                List.of(),
                blocker,
                false);
    }

    /// @param owner number of the owning thread, 0 for none
    public static HeapThread.Blocker lock(long address, int owner) {
        return new HeapThread.Blocker(
                900, address, "java.util.concurrent.locks.ReentrantLock$NonfairSync", owner == 0 ? 0 : 0xF000L + owner);
    }

    public static Unit unit(JoinedUnits joined, String name) {
        return joined.units().stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no unit named " + name));
    }
}
