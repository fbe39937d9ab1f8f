package dev.holdup.samples.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Text as `jstack -l` or `jcmd Thread.print -l` prints it, thread by thread.
///
/// ```java
/// ThreadDumpText text = ThreadDumpText.ofJdk25();
/// text.thread("writer").frame("com.acme.Log.write(Log.java:12)").locked(0x700a0L, "java.lang.Object");
/// text.writeTo(path);
/// ```
public final class ThreadDumpText {

    /// How a release prints the header line of a thread.
    enum Style {
        JDK_17,
        JDK_25
    }

    private final Style style;
    private final String banner;
    private String date = "2026-01-01 00:00:00";
    private String before = "";
    private final List<ThreadText> threads = new ArrayList<>();
    private final List<String> tail = new ArrayList<>();

    private ThreadDumpText(Style style, String banner) {
        this.style = style;
        this.banner = banner;
    }

    /// Header lines with `nid=0x…` and without the native id in brackets.
    public static ThreadDumpText ofJdk17() {
        return new ThreadDumpText(Style.JDK_17, "OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing)");
    }

    /// Header lines with the native id in brackets and a decimal `nid`.
    public static ThreadDumpText ofJdk25() {
        return new ThreadDumpText(Style.JDK_25, "OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing)");
    }

    /// @param text `yyyy-MM-dd HH:mm:ss`
    public ThreadDumpText date(String text) {
        this.date = text;
        return this;
    }

    /// The line `12345:` that `jcmd` puts in front.
    public ThreadDumpText fromJcmd(int processId) {
        this.before = processId + ":\n";
        return this;
    }

    /// Adds a thread. Ids are given in order, from 1 and `tid=0x00007f0000001000` on, unless set.
    public ThreadText thread(String name) {
        ThreadText thread = new ThreadText(style, name, threads.size() + 1);
        threads.add(thread);
        return thread;
    }

    /// A thread of the JVM itself, which has neither number nor stack.
    public ThreadDumpText vmThread(String name) {
        threads.add(new ThreadText(style, name, threads.size() + 1).ofTheVm());
        return this;
    }

    /// The list of deadlocked threads that HotSpot puts at the end, each waiting for the next one, the
    /// last for the first.
    ///
    /// @param lockClass class of each lock, monitors all
    public ThreadDumpText monitorDeadlock(String lockClass, ThreadText... cycle) {
        tail.add("");
        tail.add("Found one Java-level deadlock:");
        tail.add("=============================");
        for (int i = 0; i < cycle.length; i++) {
            long lock = cycle[i].wanted();
            tail.add("\"" + cycle[i].name() + "\":");
            tail.add("  waiting to lock monitor 0x%016x (object 0x%016x, a %s),"
                    .formatted(0x7f10_0000_0000L + lock, lock, lockClass));
            tail.add("  which is held by \"" + cycle[(i + 1) % cycle.length].name() + "\"");
            tail.add("");
        }
        tail.add("Java stack information for the threads listed above:");
        tail.add("===================================================");
        for (ThreadText thread : cycle) {
            tail.add("\"" + thread.name() + "\":");
            tail.addAll(thread.stackLines());
        }
        tail.add("");
        tail.add("Found 1 deadlock.");
        return this;
    }

    public String text() {
        StringBuilder out = new StringBuilder(before);
        out.append(date).append("\nFull thread dump ").append(banner).append(":\n\n");
        for (ThreadText thread : threads) {
            thread.lines().forEach(line -> out.append(line).append('\n'));
            out.append('\n');
        }
        out.append("JNI global refs: 15, weak refs: 0\n");
        tail.forEach(line -> out.append(line).append('\n'));
        return out.append('\n').toString();
    }

    public void writeTo(Path path) throws IOException {
        Files.writeString(path, text());
    }
}
