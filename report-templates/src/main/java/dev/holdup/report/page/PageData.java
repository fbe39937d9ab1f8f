package dev.holdup.report.page;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.report.text.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/// What the scripts draw from: units and stacks in columns, as JSON that is safe inside a `script` element; deflated
/// and in base 64 where it is large, for ten thousand units take more than half a megabyte otherwise.
///
/// Names lie next to names that begin alike: each is written as how much of the one before it keeps, in base 36, and
/// the rest.
public final class PageData {
    /// Smaller data stay readable in the page.
    private static final int PLAIN_CHARACTERS = 100_000;

    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();

    private final IncidentReport report;
    private final StringBuilder json = new StringBuilder(1 << 14);
    private final Map<String, Integer> words = new LinkedHashMap<>();

    private PageData(IncidentReport report) {
        this.report = report;
    }

    /// @param text of the element
    /// @param packed whether it is deflated (RFC 1951) and in base 64
    public record Element(String text, boolean packed) {}

    /// @param mostUnits rows of the table
    static Element of(IncidentReport report, int mostUnits) {
        String json = new PageData(report).written(mostUnits);
        return json.length() <= PLAIN_CHARACTERS ? new Element(json, false) : new Element(packed(json), true);
    }

    private static String packed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written to", e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String written(int mostUnits) {
        List<UnitRow> rows = report.unitTable()
                .subList(0, Math.min(mostUnits, report.unitTable().size()));
        json.append("{\"unit\":");
        text(Wording.unit(report.units()));
        json.append(",\"noun\":");
        text(Wording.unitsNoun(report.units()));
        column(
                "groups",
                report.groups().stream().map(group -> group.blockedFrame()).toList());
        column("units", frontCoded(rows.stream().map(UnitRow::unit).toList()));
        column(
                "ids",
                frontCoded(rows.stream()
                        .map(row -> row.id() == null ? "" : row.id())
                        .toList()));
        column("group", rows.stream().map(UnitRow::group).toList());
        column(
                "state",
                rows.stream()
                        .map(row -> word(Wording.words(row.state() == null ? row.activity() : row.state())))
                        .toList());
        column("retained", rows.stream().map(UnitRow::retainedBytes).toList());
        column(
                "pace",
                rows.stream()
                        .map(row -> row.pace() == null ? null : word(row.pace()))
                        .toList());
        column("cpu", rows.stream().map(UnitRow::cpuMillis).toList());
        column("stack", rows.stream().map(UnitRow::stack).toList());
        locals(rows);
        column("words", List.copyOf(words.keySet()));
        StackTree stacks = report.stacks();
        if (stacks != null) {
            column("frames", stacks.frames());
            column("first", stacks.firstNodeByGroup());
            column("parent", stacks.parentByNode());
            column("frame", stacks.frameByNode());
            column("here", stacks.unitsByNode());
            column("kept", stacks.retainedByNode() == null ? List.of() : stacks.retainedByNode());
        }
        return json.append('}').toString();
    }

    private Integer word(String word) {
        return words.computeIfAbsent(word, key -> words.size());
    }

    /// By row `[frame, class, bytes, shared, …]`.
    private void locals(List<UnitRow> rows) {
        json.append(",\n\"locals\":{");
        boolean first = true;
        for (int row = 0; row < rows.size(); row++) {
            List<UnitRow.Local> locals = rows.get(row).locals();
            if (locals != null && !locals.isEmpty()) {
                json.append(first ? "\"" : ",\"").append(row).append("\":[");
                first = false;
                for (int i = 0; i < locals.size(); i++) {
                    UnitRow.Local local = locals.get(i);
                    json.append(i == 0 ? "" : ",").append(local.frame()).append(',');
                    json.append(word(local.className())).append(',').append(local.retainedBytes());
                    json.append(local.shared() ? ",1" : ",0");
                }
                json.append(']');
            }
        }
        json.append('}');
    }

    private void column(String name, List<? extends @Nullable Object> values) {
        json.append(",\n\"").append(name).append("\":[");
        for (int i = 0; i < values.size(); i++) {
            json.append(i == 0 ? "" : ",");
            Object value = values.get(i);
            if (value instanceof String string) {
                text(string);
            } else {
                json.append(value);
            }
        }
        json.append(']');
    }

    private static List<String> frontCoded(List<String> names) {
        List<String> coded = new ArrayList<>();
        String before = "";
        for (String name : names) {
            int same = 0;
            while (same < DIGITS.length - 1
                    && same < name.length()
                    && same < before.length()
                    && name.charAt(same) == before.charAt(same)) {
                same++;
            }
            // Never between the halves of a pair.
            if (same > 0 && Character.isHighSurrogate(name.charAt(same - 1))) {
                same--;
            }
            coded.add(DIGITS[same] + name.substring(same));
            before = name;
        }
        return coded;
    }

    /// JSON in which nothing can end the element around it, or begin another.
    private void text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' '
                    || unit == '<'
                    || unit == '>'
                    || unit == '&'
                    || unit == '\u2028'
                    || unit == '\u2029') {
                json.append(String.format("\\u%04x", (int) unit));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }
}
