package dev.holdup.report.text;

import dev.holdup.analysis.comparison.Change;
import dev.holdup.analysis.comparison.Trend;
import java.util.List;

/// Things of one kind, then and now.
///
/// @param id an anchor, such as `classes`
/// @param noun what its rows are, in the plural
/// @param nameHeading heading of the names
/// @param main the figure that ranks the rows
/// @param others further figures of each row
public record ChangeTable(
        String id,
        String heading,
        String noun,
        String nameHeading,
        Figure main,
        List<Figure> others,
        List<Row> rows,
        int leftOut) {

    /// @param bytes whether it is bytes; a count otherwise
    public record Figure(String heading, boolean bytes) {
        public static Figure bytes(String heading) {
            return new Figure(heading, true);
        }

        public static Figure count(String heading) {
            return new Figure(heading, false);
        }
    }

    /// What a row is of, which decides how its name is drawn.
    public enum Named {
        WORDS,
        CLASS,
        FRAME,
        NAME
    }

    /// @param detail more about it; may be empty
    /// @param trend in words
    /// @param known what became of it
    /// @param others in the order of the table's
    public record Row(
            String name, Named named, String detail, String trend, Trend known, Change main, List<Change> others) {

        static Row of(String name, Named named, String detail, Trend trend, Change main, Change... others) {
            return new Row(name, named, detail, ComparisonWords.trend(trend), trend, main, List.of(others));
        }
    }

    /// Of the largest change, for bars; 1 if nothing changed.
    public long largest() {
        long largest = 1;
        for (Row row : rows) {
            largest = Math.max(largest, Math.abs(row.main().difference()));
        }
        return largest;
    }
}
