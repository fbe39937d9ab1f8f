package dev.holdup.report.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One section of a ticket. What does not fit is counted, never cut in half.
public final class TicketSection {
    /// More of one thing is no summary.
    private static final int LONGEST = 8_000;

    /// Kept free for the note that says how much was left out.
    private static final int NOTE = 60;

    private final String heading;
    private final int level;
    private final Importance importance;
    private final List<Block> blocks = new ArrayList<>();
    private boolean folded;
    private int without;

    private TicketSection(String heading, int level, Importance importance) {
        this.heading = Line.shortened(heading, Line.LONGEST_NAME);
        this.level = level;
        this.importance = importance;
    }

    /// The first section, whose heading is the title of all.
    public static TicketSection title(String heading) {
        return new TicketSection(heading, 1, Importance.VERDICT);
    }

    public static TicketSection of(String heading, Importance importance) {
        return new TicketSection(heading, 2, importance);
    }

    /// Closed until the reader opens it, where the tracker can.
    public TicketSection folded() {
        folded = true;
        return this;
    }

    public TicketSection text(Line line) {
        blocks.add(new Block.Paragraph(line));
        return this;
    }

    public TicketSection item(Line line) {
        blocks.add(new Block.Item(line, 1));
        return this;
    }

    /// An item of the item before.
    public TicketSection subItem(Line line) {
        blocks.add(new Block.Item(line, 2));
        return this;
    }

    /// Opens a table; rows follow.
    public TicketSection table(Column... columns) {
        blocks.add(new Block.TableHead(List.of(columns)));
        return this;
    }

    public TicketSection row(Line... cells) {
        blocks.add(new Block.Row(List.of(cells)));
        return this;
    }

    public TicketSection code(List<String> lines) {
        blocks.add(new Block.Code(lines.stream().map(Line::shortened).toList()));
        return this;
    }

    public TicketSection foldedCode(String summary, List<String> lines) {
        blocks.add(new Block.FoldedCode(
                summary, lines.stream().map(Line::shortened).toList()));
        return this;
    }

    /// Counts what the caller's own cap left out.
    public TicketSection without(int more) {
        without += Math.max(0, more);
        return this;
    }

    Importance importance() {
        return importance;
    }

    String heading() {
        return heading;
    }

    /// The section in at most `limit` characters; empty if not even one line fits.
    String drawn(Markup markup, int limit) {
        String start = folded ? markup.foldStart(heading) : markup.heading(level, heading);
        String end = folded ? markup.foldEnd() : "";
        int room = Math.min(limit, LONGEST) - start.length() - end.length() - NOTE;
        StringBuilder body = new StringBuilder();
        int leftOut = without;
        int shown = 0;
        Block before = null;
        boolean full = false;
        for (Block block : blocks) {
            String text = full ? "" : drawn(markup, block, room - body.length());
            boolean fits = !full && body.length() + text.length() + 1 <= room && !text.isEmpty();
            if (fits) {
                if (before != null && !continues(before, block)) {
                    body.append('\n');
                }
                body.append(text);
                before = block;
                shown++;
            } else {
                full = true;
                leftOut += block instanceof Block.TableHead ? 0 : 1;
            }
        }
        if (shown == 0) {
            return "";
        }
        String note = leftOut == 0 ? "" : "\n" + markup.note("and " + leftOut + " more, in report.json");
        return start + body + note + end + "\n";
    }

    private static String drawn(Markup markup, Block block, int room) {
        return switch (block) {
            case Block.Paragraph(Line line) -> markup.line(line) + "\n";
            case Block.Item(Line line, int depth) -> markup.item(line, depth);
            case Block.TableHead(List<Column> columns) -> markup.tableHead(columns);
            case Block.Row(List<Line> cells) -> markup.row(cells);
            case Block.Code(List<String> lines) -> code(markup::codeBlock, lines, room);
            case Block.FoldedCode(String summary, List<String> lines) ->
                code(some -> markup.foldedCode(summary, some), lines, room);
        };
    }

    /// As many lines as fit; the others are counted in the last one.
    private static String code(Function<List<String>, String> markup, List<String> lines, int room) {
        for (int shown = lines.size(); shown > 0; shown = shown * 3 / 4) {
            List<String> some = new ArrayList<>(lines.subList(0, shown));
            if (shown < lines.size()) {
                some.add("… " + (lines.size() - shown) + " more");
            }
            String text = markup.apply(some);
            if (text.length() + 1 <= room) {
                return text;
            }
        }
        return "";
    }

    /// Whether a block belongs right below another: lists, and the rows of a table.
    private static boolean continues(Block before, Block block) {
        return switch (block) {
            case Block.Item _ -> before instanceof Block.Item;
            case Block.Row _ -> before instanceof Block.TableHead || before instanceof Block.Row;
            case Block.Paragraph _, Block.TableHead _, Block.Code _, Block.FoldedCode _ -> false;
        };
    }
}
