package dev.holdup.report.ticket;

import java.util.List;

/// What a section is made of.
sealed interface Block {
    record Paragraph(Line line) implements Block {}

    /// @param depth 1 for a list, 2 for a list in it
    record Item(Line line, int depth) implements Block {}

    record TableHead(List<Column> columns) implements Block {}

    record Row(List<Line> cells) implements Block {}

    /// Closed until the reader opens it, where the tracker can.
    record FoldedCode(String summary, List<String> lines) implements Block {}

    record Code(List<String> lines) implements Block {}
}
