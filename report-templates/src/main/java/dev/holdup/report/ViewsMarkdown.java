package dev.holdup.report;

import static dev.holdup.report.text.MarkdownText.cellProse;
import static dev.holdup.report.text.MarkdownText.prose;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.text.CountFormat;
import dev.holdup.report.text.ViewWords;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The views of the heap as sections of Markdown: what each says, and its first rows.
final class ViewsMarkdown {
    /// In characters, of each view.
    static final int SECTION_LIMIT = 1_200;

    private ViewsMarkdown() {}

    static String sections(HeapViews views) {
        StringBuilder text = new StringBuilder();
        text.append(ifThere(views.overview(), ViewsMarkdown::overview));
        return text.toString();
    }

    private static <V> String ifThere(@Nullable V view, Function<V, String> section) {
        return view == null ? "" : section.apply(view);
    }

    /// Opened with the view's sentence.
    private static MarkdownSection section(ViewName view, String saying) {
        return new MarkdownSection("## " + ViewWords.heading(view), SECTION_LIMIT)
                .line(prose(saying))
                .line("");
    }

    private static String overview(HeapOverview view) {
        MarkdownSection section = section(ViewName.OVERVIEW, view.saying())
                .line("| Kind | Objects | Bytes |")
                .line("|---|---:|---:|");
        for (HeapOverview.Part kind : view.composition()) {
            section.line("| " + cellProse(kind.kind()) + " | " + CountFormat.count(kind.objects()) + " | "
                    + ByteFormat.bytes(kind.bytes()) + " |");
        }
        return section.finish();
    }
}
