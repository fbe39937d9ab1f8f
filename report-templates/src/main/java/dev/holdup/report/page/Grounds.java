package dev.holdup.report.page;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.Wording;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a sentence of the verdict rests on: the pieces of evidence that speak of the same names or figures, and the
/// sections that tell of them.
public final class Grounds {
    static final int MOST_EVIDENCE = 60;
    private static final int MOST_LINKS = 4;

    /// `17.7 MB`, `39 %`, a count of three digits or more.
    private static final Pattern FIGURE = Pattern.compile("\\d[\\d.]*(?:\\s(?:[kMGT]?B|%)|\\d\\d)");

    private final IncidentReport report;

    Grounds(IncidentReport report) {
        this.report = report;
    }

    /// A sentence and what to look at.
    public record Sentence(String text, List<Link> links) {}

    /// @param href within the page
    public record Link(String href, String label, String tip) {}

    public List<Sentence> of(List<String> sentences) {
        return sentences.stream().map(this::of).toList();
    }

    public Sentence of(String sentence) {
        Set<Link> links = new LinkedHashSet<>();
        Verdict verdict = report.verdict();
        Set<String> marks = marks(sentence);
        for (int i = 0; i < Math.min(MOST_EVIDENCE, verdict.evidence().size()); i++) {
            Evidence evidence = verdict.evidence().get(i);
            Set<String> shared = marks(evidence.text());
            shared.retainAll(marks);
            if (!shared.isEmpty()) {
                String source = evidence.source() == null ? "" : " (" + Wording.source(evidence.source()) + ")";
                links.add(new Link("#evidence/" + (i + 1), String.valueOf(i + 1), evidence.text() + source));
            }
        }
        Owner owner = verdict.owner();
        if (owner != null && sentence.contains(owner.unit())) {
            links.add(new Link("#owner", "owner", "What it does, frame by frame"));
        }
        if (!report.timeline().isEmpty() && sentence.contains("dump")) {
            links.add(new Link("#timeline", "time", "The same in each dump"));
        }
        for (int i = 0;
                i
                        < Math.min(
                                ReportPage.detail(report).scaled(ReportPage.SUSPECTS),
                                report.suspects().size());
                i++) {
            Suspect suspect = report.suspects().get(i);
            if (sentence.contains(suspect.className())) {
                links.add(new Link("#suspects/" + (i + 1), "object", "What keeps it, and what it keeps"));
            }
        }
        if (links.isEmpty()) {
            links.add(otherwise(sentence));
        }
        return new Sentence(sentence, links.stream().limit(MOST_LINKS).toList());
    }

    /// A rule's sentence rests on the group that the rule named; any other on all that was seen.
    private Link otherwise(String sentence) {
        Integer index = report.verdict().group();
        if (index != null && index >= 0 && index < report.groups().size()) {
            Group group = report.groups().get(index);
            String rule = group.rule();
            String explanation = group.explanation();
            String href = GroupCard.href(index, report);
            if (href != null && rule != null && explanation != null && explanation.contains(sentence)) {
                return new Link(href, "rule", "Rule " + rule + ", which named this group by its frames");
            }
            if (href != null) {
                return new Link(href, "group", "The group that the verdict is about");
            }
        }
        if (!report.verdict().evidence().isEmpty()) {
            return new Link("#evidence", "evidence", "All evidence");
        }
        return report.memory() == null
                ? new Link("#units", "states", "What everybody does")
                : new Link("#memory", "memory", "Where the memory is");
    }

    /// Names and figures by which two sentences are known to speak of the same.
    private static Set<String> marks(String sentence) {
        Set<String> marks = new HashSet<>();
        for (String word : Wording.wordsOf(sentence)) {
            String name = word.replaceAll("[.,;:()]+$|^[(]", "");
            if (Wording.isName(name)) {
                marks.add(name);
            }
        }
        Matcher figure = FIGURE.matcher(sentence);
        while (figure.find()) {
            marks.add(figure.group());
        }
        return marks;
    }
}
