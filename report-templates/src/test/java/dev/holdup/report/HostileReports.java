package dev.holdup.report;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.RecordTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports whose names come from somebody who wants to reach the reader.
final class HostileReports {
    static final List<String> NAMES = List.of(
            "\"><script>alert(1)</script>",
            "</script><!-- ' onmouseover=alert(1) x='",
            "</style></title><img src=x onerror=alert(1)>",
            "${7*7} @raw $unsafe{x}",
            "pay\u202Etxt.exe\u2066\u200B\uFEFF\u0007",
            "red\u001B[31m\u001B]0;title\u0007\u009B2J",
            "line\r\none\ttwo\u2028three\u0085",
            "`` code ``` | cell ![x](https://evil.example/x.png) [a](javascript:alert(1)) <b>",
            "@team please see #123 and GH-7, https://evil.example www.evil.example JIRA-42 a@evil.example",
            "# heading\n> quote\n- item\n1. one\n---\n***\n$$x$$ :tada: ~~gone~~ __x__ *y*",
            "lone \uD800 surrogate, private \uE000, 测试 и العربية",
            "x".repeat(10_000),
            "`".repeat(300),
            " ",
            "");

    private static final Set<String> ACTIVITIES = Set.of("waiting", "running", "sleeping", "blocked", "ended");

    private HostileReports() {}

    /// The large sample with every text, map keys too, ending in one hostile name after the other.
    static IncidentReport everyText() {
        int[] next = {0};
        // Half a surrogate pair cannot be read back as a key of JSON; those keys are words of ours.
        return RecordTexts.changed(SampleReports.stalledLogging(), text -> {
            String name = NAMES.get(next[0]++ % NAMES.size());
            return ACTIVITIES.contains(text) ? name.replace('\uD800', '?') : name;
        });
    }

    /// Every text the same.
    static IncidentReport everyTextIs(String name) {
        return RecordTexts.changed(SampleReports.stalledLogging(), text -> name);
    }

    /// The large sample with its first group so many times, and its lists so much longer.
    static IncidentReport withGroups(int groups, IncidentReport from) {
        Verdict verdict = from.verdict();
        Group group = groups > 1_000
                ? shortened(from.groups().getFirst())
                : from.groups().getFirst();
        List<Group> many = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            many.add(group);
        }
        Verdict longVerdict = new Verdict(
                verdict.kind(),
                verdict.headline(),
                verdict.confidence(),
                verdict.confidenceBecause(),
                verdict.subsystem(),
                verdict.cause(),
                verdict.blockedFrame(),
                verdict.units(),
                verdict.retainedBytes(),
                verdict.retainedShare(),
                verdict.group(),
                verdict.owner(),
                repeated(verdict.explanation(), 1_000),
                repeated(verdict.evidence(), 1_000),
                repeated(verdict.remedies(), 1_000),
                repeated(verdict.secondary(), 1_000));
        return new IncidentReport(
                from.schemaVersion(),
                from.tool(),
                from.analysis(),
                repeated(from.inputs(), 1_000),
                from.runtime(),
                from.memory(),
                from.units(),
                longVerdict,
                many,
                from.deadlocks(),
                repeated(from.suspects(), 1_000),
                repeated(from.findings(), 1_000),
                repeated(from.histogram(), 1_000),
                repeated(from.unitTable(), 5_000),
                repeated(from.timeline(), 1_000),
                repeated(from.notChecked(), 1_000),
                null,
                large(from.contents()),
                from.views(),
                from.stacks(),
                from.waits(),
                from.detail());
    }

    /// With few members, so that ten thousand of them fit into memory.
    private static Group shortened(Group group) {
        return new Group(
                group.subsystem(),
                group.blockedFrame(),
                group.activity(),
                group.idle(),
                group.role(),
                group.rule(),
                group.units(),
                group.retainedBytes(),
                group.sharedBytes(),
                group.waitsFor(),
                null,
                group.members().subList(0, 2),
                group.stack().subList(0, 2),
                List.of(),
                group.explanation(),
                null,
                null);
    }

    private static @Nullable Contents large(@Nullable Contents contents) {
        return contents == null
                ? null
                : new Contents(
                        repeated(contents.queues(), 1_000),
                        repeated(contents.collections(), 1_000),
                        repeated(contents.duplicateLoaders(), 1_000),
                        repeated(contents.threadLocals(), 1_000),
                        repeated(contents.offHeap(), 10),
                        contents.finalizers(),
                        repeated(contents.waste(), 1_000),
                        repeated(contents.duplicateStrings(), 1_000));
    }

    private static <T> List<T> repeated(List<T> list, int most) {
        List<T> many = new ArrayList<>();
        while (!list.isEmpty() && many.size() < most) {
            many.addAll(list);
        }
        return many;
    }
}
