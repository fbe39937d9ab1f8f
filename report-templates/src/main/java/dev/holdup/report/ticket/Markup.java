package dev.holdup.report.ticket;

import java.util.List;

/// How a tracker wants its text. Whatever is handed in is shown and does nothing: no markup, link, mention or reference
/// comes of it.
///
/// Headings and notes are the program's own words with names in them; each result ends with a line break, lines aside.
public sealed interface Markup permits GitHubMarkup, JiraMarkup {
    /// What the tracker takes in one text, in UTF-16 units.
    int lengthLimit();

    String heading(int level, String heading);

    String foldStart(String heading);

    String foldEnd();

    String foldedCode(String summary, List<String> lines);

    String line(Line line);

    String item(Line line, int depth);

    String tableHead(List<Column> columns);

    String row(List<Line> cells);

    String codeBlock(List<String> lines);

    /// In small, or apart otherwise.
    String note(String note);
}
