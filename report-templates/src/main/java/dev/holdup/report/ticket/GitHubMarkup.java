package dev.holdup.report.ticket;

import dev.holdup.report.text.MarkdownText;
import java.util.List;
import java.util.stream.Collectors;

/// GitHub-flavoured Markdown, which GitLab, Gitea and others read as well.
public record GitHubMarkup() implements Markup {

    /// GitHub: "body is too long (maximum is 65536 characters)".
    @Override
    public int lengthLimit() {
        return 65_536;
    }

    @Override
    public String heading(int level, String heading) {
        return "#".repeat(level) + " " + MarkdownText.prose(heading) + "\n\n";
    }

    /// Within HTML no Markdown is read, up to the first empty line.
    @Override
    public String foldStart(String heading) {
        return "<details>\n<summary><b>" + MarkdownText.html(heading) + "</b></summary>\n\n";
    }

    @Override
    public String foldEnd() {
        return "\n</details>\n";
    }

    @Override
    public String foldedCode(String summary, List<String> lines) {
        return foldStart(summary) + codeBlock(lines) + foldEnd();
    }

    @Override
    public String line(Line line) {
        StringBuilder all = new StringBuilder();
        for (Line.Part part : line.parts()) {
            all.append(
                    switch (part) {
                        case Line.Prose(String text) ->
                            all.isEmpty() ? MarkdownText.prose(text) : MarkdownText.further(text);
                        case Line.Code(String text) -> MarkdownText.code(text);
                        case Line.Strong(String text) -> strong(MarkdownText.further(text));
                    });
        }
        return all.toString();
    }

    /// Stars next to a space would be stars.
    private static String strong(String text) {
        return text.isBlank() ? "" : "**" + text.strip() + "**";
    }

    @Override
    public String item(Line line, int depth) {
        return "  ".repeat(depth - 1) + "- " + line(line) + "\n";
    }

    @Override
    public String tableHead(List<Column> columns) {
        StringBuilder head = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        for (Column column : columns) {
            head.append(' ').append(MarkdownText.cellProse(column.heading())).append(" |");
            rule.append(column.number() ? "---:|" : "---|");
        }
        return head + "\n" + rule + "\n";
    }

    @Override
    public String row(List<Line> cells) {
        return cells.stream().map(GitHubMarkup::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(Line line) {
        return line.parts().stream()
                .map(part -> switch (part) {
                    case Line.Prose(String text) -> MarkdownText.cellProse(text);
                    case Line.Code(String text) -> MarkdownText.cellCode(text);
                    case Line.Strong(String text) -> strong(MarkdownText.cellProse(text));
                })
                .collect(Collectors.joining());
    }

    @Override
    public String codeBlock(List<String> lines) {
        return MarkdownText.codeBlock(lines);
    }

    @Override
    public String note(String note) {
        return "_" + MarkdownText.prose(note) + "_\n";
    }
}
