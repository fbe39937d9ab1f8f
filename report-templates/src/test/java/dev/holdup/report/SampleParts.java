package dev.holdup.report;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.UnitRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the samples are made of.
final class SampleParts {
    static final Subsystem LOGBACK = new Subsystem("logging.logback", "Logback", "logging");
    static final Subsystem TOMCAT = new Subsystem("server.tomcat", "Tomcat", "server");
    static final String WRITE_BYTES = "ch.qos.logback.core.OutputStreamAppender.writeBytes";
    static final String TAKE = "org.apache.tomcat.util.threads.TaskQueue.take";
    static final List<String> APPENDER_STACK = List.of(
            "jdk.internal.misc.Unsafe.park(Native Method)",
            "java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:754)",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:990)",
            "java.util.concurrent.locks.ReentrantLock$Sync.lock(ReentrantLock.java:154)",
            "java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:323)",
            "ch.qos.logback.core.OutputStreamAppender.writeBytes(OutputStreamAppender.java:200)",
            "ch.qos.logback.core.OutputStreamAppender.writeOut(OutputStreamAppender.java:193)",
            "ch.qos.logback.core.OutputStreamAppender.subAppend(OutputStreamAppender.java:237)",
            "ch.qos.logback.core.UnsynchronizedAppenderBase.doAppend(UnsynchronizedAppenderBase.java:85)",
            "ch.qos.logback.classic.Logger.callAppenders(Logger.java:272)",
            "ch.qos.logback.classic.Logger.info(Logger.java:584)",
            "com.acme.shop.CheckoutServlet.doPost(CheckoutServlet.java:61)",
            "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)",
            "org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:167)",
            "org.apache.coyote.http11.Http11Processor.service(Http11Processor.java:399)",
            "org.apache.tomcat.util.net.SocketProcessorBase.run(SocketProcessorBase.java:52)",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:659)",
            "java.lang.Thread.run(Thread.java:1474)");

    private SampleParts() {}

    static Suspect sessions(long bytes, double share) {
        return new Suspect(
                "java.util.concurrent.ConcurrentHashMap",
                1,
                "0x00000007040a1120",
                bytes,
                share,
                "static field of a class of the application loader",
                List.of(
                        "com.acme.Registry.SESSIONS",
                        "com.acme.SessionStore.byId",
                        "java.util.concurrent.ConcurrentHashMap.table"),
                "java.util.concurrent.ConcurrentHashMap$Node[]",
                List.of(
                        new Suspect.Content("byte[]", 3_612_993L, bytes * 6 / 10),
                        new Suspect.Content("com.acme.Session", 1_204_331L, bytes * 2 / 10),
                        new Suspect.Content("java.util.concurrent.ConcurrentHashMap$Node", 1_204_331L, bytes / 10)));
    }

    static Group appenderGroup(Owner owner) {
        List<String> members = new ArrayList<>();
        for (int i = 1; i <= 201; i++) {
            if (i != 17) {
                members.add("http-nio-8080-exec-" + i);
            }
        }
        return new Group(
                LOGBACK,
                WRITE_BYTES,
                "waiting",
                false,
                "victim",
                "logging.logback.sync",
                200,
                38_112_044L,
                1_204_112L,
                new Group.WaitsFor(
                        "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                        "0x00000007021c88f0",
                        "the appender's lock"),
                owner,
                members,
                frames(APPENDER_STACK, 12, 26_214_400L),
                List.of(
                        new Group.FrameHolding("com.acme.shop.CheckoutServlet.doPost", "byte[]", 400, 26_214_400L),
                        new Group.FrameHolding(
                                "org.apache.coyote.http11.Http11Processor.service",
                                "org.apache.coyote.Request",
                                200,
                                9_120_000L),
                        new Group.FrameHolding(
                                "ch.qos.logback.core.OutputStreamAppender.writeBytes", "byte[]", 200, 1_573_532L)),
                "Requests that want to log, each behind the other.",
                null,
                null);
    }

    static Group idleWorkers() {
        List<String> members = new ArrayList<>();
        for (int i = 202; i <= 242; i++) {
            members.add("http-nio-8080-exec-" + i);
        }
        return new Group(
                TOMCAT,
                TAKE,
                "waiting",
                true,
                "idle",
                "idle.tomcat",
                41,
                2_900_071L,
                0L,
                null,
                null,
                members,
                frames(
                        List.of(
                                "jdk.internal.misc.Unsafe.park(Native Method)",
                                "java.util.concurrent.locks.LockSupport.park(LockSupport.java:371)",
                                "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)",
                                "org.apache.tomcat.util.threads.TaskQueue.take(TaskQueue.java:117)",
                                "java.lang.Thread.run(Thread.java:1474)"),
                        -1,
                        0),
                List.of(),
                null,
                null,
                null);
    }

    static Group withoutHeap(Group group) {
        return new Group(
                group.subsystem(),
                group.blockedFrame(),
                group.activity(),
                group.idle(),
                group.role(),
                group.rule(),
                group.units(),
                null,
                null,
                group.waitsFor(),
                group.owner(),
                group.members(),
                group.stack().stream()
                        .map(frame -> new Group.Frame(frame.text(), null, frame.source()))
                        .toList(),
                List.of(),
                group.explanation(),
                null,
                null);
    }

    static List<Group.Frame> frames(List<String> texts, int holding, long bytes) {
        List<Group.Frame> frames = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Long retained = i == holding
                    ? Long.valueOf(bytes)
                    : i == 6 ? Long.valueOf(1_573_532L) : i == 15 ? Long.valueOf(9_120_000L) : null;
            frames.add(new Group.Frame(
                    texts.get(i), holding < 0 ? null : retained, new Source("threads-1.txt", 118 + i, null)));
        }
        return frames;
    }

    static List<String> ownerStack() {
        List<String> stack = new ArrayList<>(List.of(
                "java.io.FileOutputStream.writeBytes(Native Method)",
                "java.io.FileOutputStream.write(FileOutputStream.java:309)",
                "java.io.BufferedOutputStream.flushBuffer(BufferedOutputStream.java:126)",
                "java.io.PrintStream.write(PrintStream.java:570)",
                "ch.qos.logback.core.joran.spi.ConsoleTarget$1.write(ConsoleTarget.java:38)"));
        stack.addAll(APPENDER_STACK.subList(6, APPENDER_STACK.size()));
        return stack;
    }

    static IncidentReport.Input input(String name, @Nullable String capturedAt) {
        return new IncidentReport.Input(
                name,
                "thread-dump",
                412_806L,
                "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
                capturedAt,
                true,
                List.of());
    }

    static List<HistogramRow> histogram(int classes) {
        List<HistogramRow> rows = new ArrayList<>(List.of(
                new HistogramRow("byte[]", 402_113L, 52_204_112L, 52_204_112L),
                new HistogramRow("java.lang.String", 210_440L, 5_050_560L, 21_100_204L),
                new HistogramRow("java.util.concurrent.ConcurrentHashMap$Node", 118_201L, 3_782_432L, 19_004_551L),
                new HistogramRow("org.apache.coyote.Request", 242L, 42_592L, 10_204_002L)));
        for (int i = rows.size(); i < classes; i++) {
            rows.add(new HistogramRow("com.acme.shop.model.Type" + i, 9_000L / i, 720_000L / i, 8_400_000L / i));
        }
        return rows;
    }

    static List<UnitRow> unitTable(int victims, int others) {
        List<UnitRow> rows = new ArrayList<>();
        for (int i = 1; i <= victims; i++) {
            rows.add(new UnitRow(
                    "http-nio-8080-exec-" + i,
                    "#" + (40 + i),
                    "waiting",
                    "WAITING",
                    WRITE_BYTES,
                    0,
                    184_000L + 97L * i));
        }
        int idleGroup = victims == 0 ? 0 : 1;
        for (int i = 0; i < others; i++) {
            rows.add(new UnitRow(
                    "http-nio-8080-exec-" + (victims + 2 + i),
                    "#" + (300 + i),
                    "waiting",
                    "WAITING",
                    TAKE,
                    idleGroup,
                    70_733L));
        }
        return rows;
    }
}
