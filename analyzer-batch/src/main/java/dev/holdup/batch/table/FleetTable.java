package dev.holdup.batch.table;

import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.StoredFile;
import dev.holdup.batch.store.Stores;
import dev.holdup.report.RecordJson;
import dev.holdup.report.UnreadableReportException;
import dev.holdup.report.fleet.FleetRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fleet on disk: `parquet`, `csv` and `jsonl` side by side, each with a folder a month and a part a run, as Hive,
/// Spark and DuckDB lay tables out. Parts are never written to again, but one with a row that is no longer true is
/// replaced by one without it.
///
/// The lines of JSON count: they are written last, and a part of another form without them is left over from a run
/// that was ended. A part's name comes from what is in it, so the same rows give the same files.
public final class FleetTable {
    private static final String LINES = "jsonl";
    private static final List<String> FORMS = List.of("parquet", "csv", LINES);

    private final FileStore store;
    private final String folder;

    public FleetTable(FileStore store, String folder) {
        this.store = store;
        this.folder = folder;
    }

    /// A file of lines that is there, without its ending: `month=2026-11/part-0123456789ab`.
    private record Part(String name, List<FleetRow> rows) {}

    /// Makes the table hold exactly these rows: what it lacks is appended.
    public void bringUpToDate(Collection<FleetRow> rows) throws IOException {
        Map<String, FleetRow> missing = new TreeMap<>();
        rows.forEach(row -> missing.put(row.incident(), row));
        List<Part> parts = parts();
        removeLeftOver(parts);
        for (Part part : parts) {
            List<FleetRow> kept = new ArrayList<>();
            for (FleetRow row : part.rows()) {
                FleetRow now = missing.get(row.incident());
                if (row.equals(now)) {
                    kept.add(row);
                    missing.remove(row.incident());
                }
            }
            if (kept.size() < part.rows().size()) {
                write(kept);
                remove(part.name(), nameOf(kept));
            }
        }
        Map<String, List<FleetRow>> byMonth = new TreeMap<>();
        missing.values()
                .forEach(row -> byMonth.computeIfAbsent(month(row), _ -> new ArrayList<>())
                        .add(row));
        for (List<FleetRow> month : byMonth.values()) {
            write(month);
        }
    }

    static String month(FleetRow row) {
        String time = row.time();
        return time == null || time.length() < 7 || time.charAt(0) == '-' || time.charAt(0) == '+'
                ? "unknown"
                : time.substring(0, 7);
    }

    private List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (StoredFile file : list(LINES)) {
            byte[] content = file.name().endsWith("." + LINES) ? store.read(file.location()) : null;
            if (content != null) {
                parts.add(new Part(withoutEnding(file.name(), LINES), rows(file.name(), content)));
            }
        }
        return parts;
    }

    private static List<FleetRow> rows(String name, byte[] content) throws IOException {
        List<FleetRow> rows = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            try {
                rows.add(RecordJson.read(name, line, FleetRow.class));
            } catch (UnreadableReportException foreign) {
                throw new IOException(
                        "table/jsonl/" + name + " is not as holdup wrote it: remove the folder table, it is made anew",
                        foreign);
            }
        }
        return rows;
    }

    private List<StoredFile> list(String form) throws IOException {
        try {
            return store.list(Stores.below(folder, form));
        } catch (NoSuchFileException | FileNotFoundException nothingYet) {
            return List.of();
        }
    }

    private static String withoutEnding(String name, String form) {
        return name.substring(0, name.length() - form.length() - 1);
    }

    private void removeLeftOver(List<Part> parts) throws IOException {
        Set<String> known = new HashSet<>();
        parts.forEach(part -> known.add(part.name()));
        for (String form : FORMS) {
            for (StoredFile file : list(form)) {
                if (file.name().endsWith("." + form) && !known.contains(withoutEnding(file.name(), form))) {
                    store.delete(file.location());
                }
            }
        }
    }

    private void remove(String part, @Nullable String unless) throws IOException {
        if (Objects.equals(part, unless)) {
            return;
        }
        for (String form : FORMS.reversed()) {
            store.delete(place(form, part));
        }
    }

    private String place(String form, String part) {
        return Stores.below(Stores.below(folder, form), part + "." + form);
    }

    private @Nullable String nameOf(List<FleetRow> rows) {
        return rows.isEmpty() ? null : "month=" + month(rows.getFirst()) + "/part-" + hash(lines(sorted(rows)));
    }

    /// @param rows of one month
    private void write(List<FleetRow> rows) throws IOException {
        String name = nameOf(rows);
        if (name == null) {
            return;
        }
        List<FleetRow> sorted = sorted(rows);
        String writer = "holdup version " + sorted.getFirst().toolVersion();
        for (String form : FORMS) {
            byte[] content = switch (form) {
                case "parquet" -> ParquetPart.of(sorted, writer);
                case "csv" -> CsvPart.of(sorted).getBytes(StandardCharsets.UTF_8);
                default -> lines(sorted).getBytes(StandardCharsets.UTF_8);
            };
            store.write(place(form, name), content);
        }
    }

    private static List<FleetRow> sorted(List<FleetRow> rows) {
        return rows.stream().sorted(Comparator.comparing(FleetRow::incident)).toList();
    }

    private static String lines(List<FleetRow> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(RecordJson.line(row)).append('\n'));
        return lines.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
