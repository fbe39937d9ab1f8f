package dev.holdup.report.ticket;

import dev.holdup.report.text.JiraText;
import java.util.List;
import java.util.stream.Collectors;

/// Jira's wiki markup, which Jira Data Center stores and the second version of Jira Cloud's interface turns into its
/// own document format.
///
/// It has nothing that folds: such sections have a heading like the others.
public record JiraMarkup() implements Markup {

    /// `jira.text.field.character.limit` as Jira comes.
    @Override
    public int lengthLimit() {
        return 32_767;
    }

    @Override
    public String heading(int level, String heading) {
        return "h" + (level + 1) + ". " + JiraText.prose(heading) + "\n\n";
    }

    @Override
    public String foldStart(String heading) {
        return heading(2, heading);
    }

    @Override
    public String foldEnd() {
        return "";
    }

    @Override
    public String foldedCode(String summary, List<String> lines) {
        return JiraText.prose(summary) + ":\n" + codeBlock(lines);
    }

    @Override
    public String line(Line line) {
        return line.parts().stream()
                .map(part -> switch (part) {
                    case Line.Prose(String text) -> JiraText.prose(text);
                    case Line.Code(String text) -> JiraText.code(text);
                    case Line.Strong(String text) -> JiraText.strong(text);
                })
                .collect(Collectors.joining());
    }

    @Override
    public String item(Line line, int depth) {
        return "*".repeat(depth) + " " + line(line) + "\n";
    }

    @Override
    public String tableHead(List<Column> columns) {
        return columns.stream()
                .map(column -> JiraText.prose(column.heading()))
                .collect(Collectors.joining("||", "||", "||\n"));
    }

    @Override
    public String row(List<Line> cells) {
        return cells.stream().map(this::cell).collect(Collectors.joining("|", "|", "|\n"));
    }

    /// An empty cell would make a heading of the next one: two bars side by side.
    private String cell(Line line) {
        String text = line(line);
        return text.isEmpty() ? " " : text;
    }

    @Override
    public String codeBlock(List<String> lines) {
        return JiraText.codeBlock(lines);
    }

    @Override
    public String note(String note) {
        return "_" + JiraText.prose(note) + "_\n";
    }
}
