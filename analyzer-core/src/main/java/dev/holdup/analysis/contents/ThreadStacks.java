package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents.OffHeap;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the stacks of platform threads may take: the size that each asked for, the one that the JVM's arguments say
/// where the heap holds them, or else the usual one of 64-bit Linux, which is said.
final class ThreadStacks {
    private static final long USUAL = 1 << 20;
    private static final int MOST_ARGUMENTS = 1_000;
    private static final Pattern XSS = Pattern.compile("-Xss(\\d{1,10})([kKmMgG]?)");
    private static final Pattern THREAD_STACK_SIZE = Pattern.compile("-XX:ThreadStackSize=(\\d{1,10})([kKmMgG]?)");

    private final HeapGraph heap;
    private final HeapObjects reader;

    ThreadStacks(HeapGraph heap) {
        this.heap = heap;
        this.reader = heap.reader();
    }

    /// Null without platform threads.
    @Nullable
    OffHeap find() {
        OptionalLong argument = argument();
        long usual = argument.orElse(USUAL);
        long threads = 0;
        long own = 0;
        long bytes = 0;
        reader.findAll(heap.threads().stream().map(HeapThread::address).toList());
        for (HeapThread thread : heap.threads()) {
            if (!thread.virtual()) {
                long asked = askedFor(thread);
                threads++;
                own += asked > 0 ? 1 : 0;
                bytes += asked > 0 ? asked : usual;
            }
        }
        if (threads == 0) {
            return null;
        }
        String size = ByteFormat.bytes(usual) + " each"
                + (argument.isPresent() ? ", as the JVM's arguments say" : ", assumed: the heap does not say -Xss");
        return new OffHeap(
                "thread stacks",
                threads,
                bytes,
                null,
                threads + (threads == 1 ? " platform thread reserves" : " platform threads reserve") + " up to "
                        + ByteFormat.bytes(bytes) + " for their stacks (" + size
                        + (own > 0 ? "; " + own + " asked for a size of their own" : "")
                        + "); only what they touch takes memory.");
    }

    private long askedFor(HeapThread thread) {
        ObjectRecord object = reader.at(thread.address());
        ObjectRecord holder = object == null ? null : reader.follow(object, "holder");
        return object == null ? 0 : reader.integer(holder == null ? object : holder, "stackSize", 0);
    }

    /// Of the arguments that the JVM's management bean has been asked for.
    private OptionalLong argument() {
        ObjectRecord bean = reader.at(new Statics(heap).reference("sun.management.ManagementFactoryHelper", "jvm"));
        ObjectRecord list = bean == null ? null : reader.follow(bean, "vmArgs");
        for (String inside : new String[] {"list", "c"}) {
            ObjectRecord wrapped = list == null ? null : reader.follow(list, inside);
            list = wrapped == null ? list : wrapped;
        }
        ObjectRecord array = list == null ? null : reader.follow(list, "elementData");
        array = array == null && list != null ? reader.follow(list, "a") : array;
        OptionalLong found = OptionalLong.empty();
        for (long element : array == null ? new long[0] : reader.elements(array, MOST_ARGUMENTS)) {
            String text = reader.text(element);
            Matcher xss = XSS.matcher(text == null ? "" : text);
            Matcher flag = THREAD_STACK_SIZE.matcher(text == null ? "" : text);
            if (xss.matches()) {
                found = OptionalLong.of(Long.parseLong(xss.group(1)) * unit(xss.group(2)));
            } else if (flag.matches()) {
                // In kilobytes unless it has a unit.
                long unit = flag.group(2).isEmpty() ? 1 << 10 : unit(flag.group(2));
                found = OptionalLong.of(Long.parseLong(flag.group(1)) * unit);
            }
        }
        return found.isPresent() && found.getAsLong() > 0 ? found : OptionalLong.empty();
    }

    private static long unit(String letter) {
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "k" -> 1 << 10;
            case "m" -> 1 << 20;
            case "g" -> 1 << 30;
            default -> 1;
        };
    }
}
