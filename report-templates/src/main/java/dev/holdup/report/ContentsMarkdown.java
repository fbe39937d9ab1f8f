package dev.holdup.report;

import static dev.holdup.report.text.MarkdownText.cellCode;
import static dev.holdup.report.text.MarkdownText.cellProse;
import static dev.holdup.report.text.MarkdownText.code;
import static dev.holdup.report.text.MarkdownText.prose;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.report.text.ContentsWords;
import dev.holdup.report.text.CountFormat;

/// What the heap's objects say, as sections of Markdown.
final class ContentsMarkdown {
    private static final int ROWS = 10;
    private static final int LOADERS = 5;

    private ContentsMarkdown() {}

    static String sections(Contents contents) {
        StringBuilder text = new StringBuilder();
        if (!contents.queues().isEmpty()) {
            text.append(queues(contents));
        }
        if (!contents.duplicateLoaders().isEmpty()) {
            text.append(loaders(contents));
        }
        if (!contents.offHeap().isEmpty() || contents.finalizers() != null) {
            MarkdownSection section = new MarkdownSection("## Outside of the heap, and waiting to leave it", 3_000);
            contents.offHeap().forEach(owner -> section.line("- " + prose(owner.text())));
            Contents.Finalizers finalizers = contents.finalizers();
            if (finalizers != null) {
                section.line("- " + prose(ContentsWords.finalizers(finalizers)));
            }
            text.append(section.finish());
        }
        if (!contents.waste().isEmpty()) {
            text.append(waste(contents));
        }
        return text.toString();
    }

    private static String queues(Contents contents) {
        MarkdownSection section = new MarkdownSection("## Queues", 5_000)
                .line("| Queue | Holds | Elements | Taken out by | Keeps |")
                .line("|---|---:|---|---|---:|");
        contents.queues().stream()
                .limit(ROWS)
                .forEach(queue -> section.line("| " + cellCode(queue.className()) + " | " + ContentsWords.holds(queue)
                        + " | " + cellProse(ContentsWords.elements(queue)) + " | "
                        + cellProse(ContentsWords.pool(queue)) + " | " + ByteFormat.bytes(queue.retainedBytes())
                        + " |"));
        return section.without(contents.queues().size() - ROWS).finish();
    }

    private static String loaders(Contents contents) {
        MarkdownSection section = new MarkdownSection("## Class loaders of one application", 4_000);
        for (Contents.DuplicateLoaders family :
                contents.duplicateLoaders().stream().limit(LOADERS).toList()) {
            section.line("- " + prose(ContentsWords.loaders(family)) + ", together "
                    + ByteFormat.bytes(family.retainedBytes()) + ":");
            family.loaders().stream()
                    .limit(LOADERS)
                    .forEach(loader -> section.line("  - " + code(loader.address()) + " keeps "
                            + ByteFormat.bytes(loader.retainedBytes()) + ", kept by " + prose(loader.keptBy())));
        }
        return section.finish();
    }

    private static String waste(Contents contents) {
        MarkdownSection section = new MarkdownSection("## Waste", 4_000)
                .line("| Kind | Class | Objects | Bytes |")
                .line("|---|---|---:|---:|");
        for (Contents.Waste row : contents.waste().stream().limit(ROWS).toList()) {
            String className = row.className();
            section.line("| " + cellProse(ContentsWords.kind(row)) + " | "
                    + (className == null ? "–" : cellCode(className)) + " | " + CountFormat.count(row.objects()) + " | "
                    + ByteFormat.bytes(row.bytes()) + " |");
        }
        return section.without(contents.waste().size() - ROWS).finish();
    }
}
