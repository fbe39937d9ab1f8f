package dev.holdup.report;

import static dev.holdup.report.SampleParts.LOGBACK;
import static dev.holdup.report.SampleParts.WRITE_BYTES;
import static dev.holdup.report.SampleParts.appenderGroup;
import static dev.holdup.report.SampleParts.frames;
import static dev.holdup.report.SampleParts.histogram;
import static dev.holdup.report.SampleParts.idleWorkers;
import static dev.holdup.report.SampleParts.input;
import static dev.holdup.report.SampleParts.ownerStack;
import static dev.holdup.report.SampleParts.sessions;
import static dev.holdup.report.SampleParts.unitTable;

import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reports as the analyzer writes them, by hand: one for each shape that a report can take.
///
/// Past 400 lines because records with all their components take the room; there is no logic to divide.
final class SampleReports {
    private SampleReports() {}

    static Map<String, IncidentReport> all() {
        Map<String, IncidentReport> all = new LinkedHashMap<>();
        all.put("stalled-logging", stalledLogging());
        all.put("healthy", healthy());
        all.put("deadlock", deadlock());
        all.put("held-by-object", heldByObject());
        all.put("threads-only", threadsOnly());
        all.put("heap-only", heapOnly());
        all.put("erlang-node", SampleNode.lager());
        return all;
    }

    /// 201 request threads stand at the lock of a synchronous appender whose pipe nobody drains.
    static IncidentReport stalledLogging() {
        return SamplePictures.with(
                stalledLoggingInWords(), SamplePictures.queue(WRITE_BYTES, 200, "http-nio-8080-exec-17"));
    }

    private static IncidentReport stalledLoggingInWords() {
        Owner owner = new Owner(
                "http-nio-8080-exec-17",
                "#57",
                "java.io.FileOutputStream.writeBytes",
                "running",
                "writing to a file or pipe",
                "lock owner in the heap",
                ownerStack());
        Verdict verdict = new Verdict(
                "blocked",
                "200 request threads wait for Logback's appender lock while http-nio-8080-exec-17 is stuck writing to a pipe.",
                "high",
                "The owner is known from the heap, and its stack is the same in all three thread dumps.",
                LOGBACK,
                "slow-output",
                WRITE_BYTES,
                200,
                38_112_044L,
                0.4137,
                0,
                owner,
                List.of(
                        "Logback's OutputStreamAppender writes each event under one lock, in the thread that logs.",
                        "The thread that holds the lock has been inside a native write for at least 20 seconds.",
                        "Every request that logs waits behind it, and keeps its request buffers alive while it waits."),
                List.of(
                        new Evidence(
                                "200 threads park in ReentrantLock.lock called from OutputStreamAppender.writeBytes.",
                                new Source("threads-1.txt", 118, null)),
                        new Evidence(
                                "The lock 0x00000007021c88f0 names http-nio-8080-exec-17 as its exclusiveOwnerThread.",
                                new Source("heap.hprof", null, 51_234_816L)),
                        new Evidence(
                                "http-nio-8080-exec-17 is in FileOutputStream.writeBytes in all three dumps.",
                                new Source("threads-3.txt", 2044, null)),
                        new Evidence("Thread dump and heap dump agree on the owner.", null)),
                List.of(
                        new Verdict.Remedy(
                                "Put an AsyncAppender before the appender, and let it drop events rather than wait when its queue is full.",
                                "neverBlock",
                                "false",
                                "https://logback.qos.ch/manual/appenders.html#AsyncAppender"),
                        new Verdict.Remedy(
                                "Find out why the reader of the pipe has stopped; nothing drains it.",
                                null,
                                null,
                                null)),
                List.of(new Verdict.Secondary(
                        "retained-by-object",
                        "A static session map keeps 9.2 MB.",
                        "medium",
                        "It keeps much alive, but less than half of the reachable memory.",
                        Subsystem.NONE,
                        "leak",
                        null,
                        0,
                        9_200_000L,
                        0.09,
                        null,
                        null)));
        List<Group> groups = List.of(
                appenderGroup(owner),
                idleWorkers(),
                new Group(
                        Subsystem.NONE,
                        "sun.nio.ch.EPoll.wait",
                        "running",
                        true,
                        "idle",
                        "idle.epoll",
                        2,
                        81_000L,
                        0L,
                        null,
                        null,
                        List.of("http-nio-8080-Poller", "http-nio-8080-Acceptor"),
                        frames(
                                List.of(
                                        "sun.nio.ch.EPoll.wait(Native Method)",
                                        "java.lang.Thread.run(Thread.java:1474)"),
                                -1,
                                0),
                        List.of(),
                        null,
                        null,
                        null));
        return new IncidentReport(
                1,
                new IncidentReport.Tool("holdup", "0.1.0"),
                new IncidentReport.Analysis("2026-11-22T10:31:07Z", 4212),
                List.of(
                        new IncidentReport.Input(
                                "heap.hprof",
                                "hprof",
                                104_360_806L,
                                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                                "2026-11-22T10:15:30Z",
                                true,
                                List.of()),
                        input("threads-1.txt", "2026-11-22T10:15:10Z"),
                        input("threads-2.txt", "2026-11-22T10:15:20Z"),
                        input("threads-3.txt", "2026-11-22T10:15:30Z")),
                new IncidentReport.RuntimeInfo("jvm", "25.0.3+9-LTS"),
                new Memory(
                        96_204_112L,
                        92_120_340L,
                        4_083_772L,
                        1_204_331L,
                        14_022L,
                        61L,
                        3_912L,
                        new Memory.Layout(12, 4, 8, "inferred from address gaps"),
                        List.of(
                                new Memory.Holder("blocked threads", 38_112_044L),
                                new Memory.Holder("static fields", 31_902_221L),
                                new Memory.Holder("class loaders", 14_250_004L),
                                new Memory.Holder("running threads", 4_210_000L),
                                new Memory.Holder("unreachable", 4_083_772L),
                                new Memory.Holder("idle threads", 2_900_071L),
                                new Memory.Holder("soft, weak or phantom references", 746_000L)),
                        List.of(
                                new Memory.OfClass("byte[]", 20_114L, 3_061_002L),
                                new Memory.OfClass("java.lang.String", 20_090L, 482_160L))),
                new Units("thread", 263, null, 0, 41, Map.of("waiting", 249, "running", 12, "sleeping", 2)),
                verdict,
                groups,
                List.of(),
                List.of(sessions(9_200_000L, 0.0999)),
                List.of(
                        new Finding(
                                "reader-gone",
                                "high",
                                "The appender writes to a pipe whose reader does not read.",
                                List.of(new Evidence(
                                        "Standard output is a pipe.", new Source("threads-1.txt", 2044, null)))),
                        new Finding(
                                "thread-local-buffers",
                                "info",
                                "41 idle workers keep 2.9 MB in thread-locals.",
                                List.of())),
                histogram(300),
                unitTable(200, 61),
                List.of(
                        new TimelineEntry(
                                "threads-1.txt",
                                "2026-11-22T10:15:10Z",
                                241,
                                Map.of("waiting", 227, "running", 12, "sleeping", 2),
                                List.of(new TimelineEntry.GroupCount(0, 178)),
                                "http-nio-8080-exec-17",
                                null,
                                null,
                                null),
                        new TimelineEntry(
                                "threads-2.txt",
                                "2026-11-22T10:15:20Z",
                                255,
                                Map.of("waiting", 241, "running", 12, "sleeping", 2),
                                List.of(new TimelineEntry.GroupCount(0, 192)),
                                "http-nio-8080-exec-17",
                                null,
                                null,
                                null),
                        new TimelineEntry(
                                "threads-3.txt",
                                "2026-11-22T10:15:30Z",
                                263,
                                Map.of("waiting", 249, "running", 12, "sleeping", 2),
                                List.of(new TimelineEntry.GroupCount(0, 200)),
                                "http-nio-8080-exec-17",
                                null,
                                null,
                                null)),
                List.of(new IncidentReport.NotChecked(
                        "Who reads the other end of the pipe",
                        "A dump of this process cannot tell.",
                        "lsof -p PID +E")),
                null,
                null,
                SampleViews.views());
    }

    /// Nothing is wrong.
    static IncidentReport healthy() {
        IncidentReport full = stalledLogging();
        Verdict verdict = verdict(
                "healthy",
                "Nothing holds these threads up: 52 of 64 wait for work, and no thread waits for another.",
                "high",
                "Two thread dumps ten seconds apart and a heap dump agree.",
                List.of(
                        "No thread waits for a lock that another one holds.",
                        "No pool of connections or permits is exhausted.",
                        "No single object keeps more than 8 % of the heap."));
        return new IncidentReport(
                1,
                full.tool(),
                full.analysis(),
                full.inputs().subList(0, 3),
                full.runtime(),
                new Memory(
                        41_204_112L,
                        40_120_340L,
                        1_083_772L,
                        604_331L,
                        12_022L,
                        51L,
                        2_912L,
                        new Memory.Layout(8, 4, 8, "inferred from address gaps"),
                        List.of(
                                new Memory.Holder("static fields", 24_902_221L),
                                new Memory.Holder("class loaders", 11_250_004L),
                                new Memory.Holder("idle threads", 2_968_115L),
                                new Memory.Holder("unreachable", 1_083_772L),
                                new Memory.Holder("running threads", 1_000_000L)),
                        List.of()),
                new Units("thread", 64, null, 0, 52, Map.of("waiting", 54, "running", 10)),
                verdict,
                List.of(idleWorkers()),
                List.of(),
                List.of(),
                List.of(),
                histogram(40),
                unitTable(0, 41),
                List.of(),
                List.of());
    }

    /// Two threads that take two locks in opposite order.
    static IncidentReport deadlock() {
        IncidentReport full = stalledLogging();
        Verdict verdict = verdict(
                "deadlock",
                "transfer-1 and transfer-2 wait for each other forever.",
                "high",
                "The cycle is closed in the thread dump, and the JVM reports it too.",
                List.of("Each holds the account that the other one wants; they take the two locks in opposite order."));
        List<Deadlock.Member> members = List.of(
                new Deadlock.Member(
                        "transfer-1",
                        "com.acme.bank.Account 0x0000000702001100",
                        "com.acme.bank.Account 0x0000000702001180",
                        "com.acme.bank.Transfer.move"),
                new Deadlock.Member(
                        "transfer-2",
                        "com.acme.bank.Account 0x0000000702001180",
                        "com.acme.bank.Account 0x0000000702001200",
                        "com.acme.bank.Transfer.move"),
                new Deadlock.Member(
                        "audit",
                        "com.acme.bank.Account 0x0000000702001200",
                        "com.acme.bank.Account 0x0000000702001100",
                        "com.acme.bank.Audit.sum"));
        Group group = new Group(
                new Subsystem("application-lock", "Monitor", "application-lock"),
                "com.acme.bank.Transfer.move",
                "blocked",
                false,
                "victim",
                "deadlock",
                3,
                null,
                null,
                new Group.WaitsFor("com.acme.bank.Account", null, "a monitor"),
                null,
                List.of("transfer-1", "transfer-2", "audit"),
                frames(
                        List.of(
                                "com.acme.bank.Transfer.move(Transfer.java:31)",
                                "com.acme.bank.Transfer.run(Transfer.java:18)",
                                "java.lang.Thread.run(Thread.java:1474)"),
                        -1,
                        0),
                List.of(),
                null,
                null,
                null);
        IncidentReport words = new IncidentReport(
                1,
                full.tool(),
                full.analysis(),
                full.inputs().subList(1, 2),
                full.runtime(),
                null,
                new Units("thread", 24, null, 0, 12, Map.of("blocked", 3, "waiting", 14, "running", 7)),
                verdict,
                List.of(group),
                List.of(new Deadlock(members)),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new UnitRow("transfer-1", "#31", "blocked", "BLOCKED", "com.acme.bank.Transfer.move", 0, null),
                        new UnitRow("transfer-2", "#32", "blocked", "BLOCKED", "com.acme.bank.Transfer.move", 0, null),
                        new UnitRow("audit", "#33", "blocked", "BLOCKED", "com.acme.bank.Audit.sum", 0, null)),
                List.of(),
                List.of(new IncidentReport.NotChecked(
                        "How much memory these threads keep alive",
                        "There is no heap dump.",
                        "jcmd PID GC.heap_dump heap.hprof")));
        return SamplePictures.with(words, SamplePictures.circle(List.of("transfer-1", "transfer-2", "audit"), 60));
    }

    /// A static map that nobody empties.
    static IncidentReport heldByObject() {
        IncidentReport full = stalledLogging();
        Verdict verdict = new Verdict(
                "retained-by-object",
                "One ConcurrentHashMap in the static field com.acme.Registry.SESSIONS keeps 71 % of the heap alive.",
                "high",
                "Its path from the GC root is one static field, and no thread keeps any of it.",
                new Subsystem("application-data", "Application data", "application-data"),
                "leak",
                null,
                0,
                214_775_001L,
                0.7104,
                null,
                null,
                List.of("The map holds 1 204 331 sessions.", "Nothing but this map refers to them."),
                List.of(new Evidence(
                        "Registry.SESSIONS is a static field of a class that the application loader defines.",
                        new Source("heap.hprof", null, 1_024L))),
                List.of(new Verdict.Remedy("Bound the map, or remove a session when it ends.", null, null, null)),
                List.of());
        return new IncidentReport(
                1,
                full.tool(),
                full.analysis(),
                full.inputs().subList(0, 1),
                full.runtime(),
                new Memory(
                        310_204_112L,
                        302_331_021L,
                        7_873_091L,
                        6_204_331L,
                        9_022L,
                        12L,
                        1_912L,
                        new Memory.Layout(16, 8, 8, "inferred from address gaps"),
                        List.of(
                                new Memory.Holder("static fields", 281_331_021L),
                                new Memory.Holder("class loaders", 18_000_000L),
                                new Memory.Holder("unreachable", 7_873_091L),
                                new Memory.Holder("idle threads", 3_000_000L)),
                        null),
                new Units("thread", 31, null, 0, 22, Map.of("waiting", 24, "running", 7)),
                verdict,
                List.of(idleWorkers()),
                List.of(),
                List.of(sessions(214_775_001L, 0.7104)),
                List.of(),
                histogram(120),
                unitTable(0, 31),
                List.of(),
                List.of(new IncidentReport.NotChecked(
                        "Whether the map still grows",
                        "One heap dump shows one moment.",
                        "holdup compare first.hprof second.hprof")),
                null,
                SampleContents.contents(),
                null);
    }

    /// Thread dumps alone.
    static IncidentReport threadsOnly() {
        IncidentReport full = stalledLogging();
        Verdict with = full.verdict();
        Verdict verdict = new Verdict(
                with.kind(),
                with.headline(),
                "medium",
                "The owner is known from one dump only.",
                with.subsystem(),
                with.cause(),
                with.blockedFrame(),
                200,
                null,
                null,
                0,
                with.owner(),
                with.explanation(),
                with.evidence().subList(0, 1),
                with.remedies(),
                List.of());
        List<Group> groups =
                full.groups().stream().map(SampleParts::withoutHeap).toList();
        return new IncidentReport(
                1,
                full.tool(),
                full.analysis(),
                full.inputs().subList(1, 4),
                full.runtime(),
                null,
                full.units(),
                verdict,
                groups,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                full.unitTable().stream()
                        .map(row -> new UnitRow(
                                row.unit(),
                                row.id(),
                                row.activity(),
                                row.state(),
                                row.blockedFrame(),
                                row.group(),
                                null))
                        .toList(),
                full.timeline(),
                List.of(new IncidentReport.NotChecked(
                        "How much memory the waiting threads keep alive",
                        "There is no heap dump.",
                        "jcmd PID GC.heap_dump heap.hprof")));
    }

    /// A truncated heap dump alone, with nothing to blame in it.
    static IncidentReport heapOnly() {
        IncidentReport full = stalledLogging();
        Verdict verdict = verdict(
                "inconclusive",
                "The heap dump ends early, and what is there names no culprit.",
                "low",
                "A third of the file is missing, and its threads' stacks with it.",
                List.of("Read 68.2 MB of 104 MB.", "No thread that is in the file waits for another."));
        return new IncidentReport(
                1,
                full.tool(),
                null,
                List.of(new IncidentReport.Input(
                        "heap.hprof.gz",
                        "hprof",
                        68_201_113L,
                        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                        null,
                        false,
                        new Coverage(167_772_160L, 166_904_002L, 912_004L, 1_204_331L, 30_211L, 0, 204, 0, false),
                        List.of(new IncidentReport.Warning(
                                "The file ends in the middle of a heap segment.",
                                "Objects after it are missing, and what they keep.",
                                new Source("heap.hprof.gz", null, 68_201_113L))))),
                null,
                full.memory(),
                new Units("thread", 0, null, 0, 0, Map.of()),
                verdict,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                histogram(10),
                List.of(),
                List.of(),
                List.of(
                        new IncidentReport.NotChecked(
                                "What the threads do",
                                "The file has no thread in it and there is no thread dump.",
                                "jcmd PID Thread.print -l > threads.txt"),
                        new IncidentReport.NotChecked("The last third of the heap", "The file is cut off.", null)));
    }

    static Verdict verdict(String kind, String headline, String confidence, String because, List<String> explanation) {
        boolean deadlock = kind.equals("deadlock");
        return new Verdict(
                kind,
                headline,
                confidence,
                because,
                deadlock ? new Subsystem("application-lock", "Monitor", "application-lock") : Subsystem.NONE,
                deadlock ? "deadlock" : "none",
                deadlock ? "com.acme.bank.Transfer.move" : null,
                deadlock ? 3 : 0,
                null,
                null,
                deadlock ? 0 : null,
                null,
                explanation,
                List.of(),
                List.of(),
                List.of());
    }
}
