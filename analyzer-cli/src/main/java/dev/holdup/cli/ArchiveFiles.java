package dev.holdup.cli;

import dev.holdup.batch.discovery.Discovery;
import dev.holdup.batch.discovery.GroupBy;
import dev.holdup.batch.discovery.Grouping;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.StoredFile;
import dev.holdup.batch.store.Stores;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The incidents of the archive that the options name.
record ArchiveFiles(
        BatchCommand.Given given,
        FileStore store,
        Discovery discovery,
        Grouping grouping,
        @Nullable Instant since,
        List<PathMatcher> only) {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhdw])");

    static ArchiveFiles of(BatchCommand.Given given, FileStore store) throws CommandFailure {
        try {
            String groupBy = given.groupBy();
            return new ArchiveFiles(
                    given,
                    store,
                    new Discovery(store),
                    new Grouping(groupBy == null ? null : GroupBy.of(groupBy), Duration.ofMillis((long)
                            (given.windowMinutes() * 60_000))),
                    since(given.since()),
                    given.only().stream()
                            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                            .toList());
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.wrongUsage(wrong.getMessage() + ".", wrong);
        }
    }

    /// @param unreadable files that could not be looked at
    record Planned(List<PlannedIncident> incidents, List<Discovery.Unreadable> unreadable) {}

    Planned planned() throws CommandFailure, InterruptedException {
        return planned(files());
    }

    Planned planned(List<StoredFile> files) throws InterruptedException {
        Discovery.Found found = discovery.in(files);
        List<PlannedIncident> incidents =
                grouping.of(found.dumps()).stream().filter(this::isAskedFor).toList();
        return new Planned(incidents, found.unreadable());
    }

    private boolean isAskedFor(PlannedIncident incident) {
        Instant time = incident.time() == null
                ? Instant.ofEpochMilli(incident.files().getFirst().modified())
                : incident.time();
        boolean isNew = since == null || !time.isBefore(since);
        return isNew
                && (only.isEmpty()
                        || incident.files().stream()
                                .anyMatch(file -> only.stream().anyMatch(glob -> glob.matches(Path.of(file.name())))));
    }

    /// All files of the archive but our own results; of several roots each name begins with its root's last part.
    List<StoredFile> files() throws CommandFailure {
        List<String> roots = roots();
        List<StoredFile> files = new ArrayList<>();
        for (String root : roots) {
            try {
                String prefix = roots.size() == 1 ? "" : lastPart(root) + "/";
                for (StoredFile file : store.list(root)) {
                    boolean isRoot = file.location().equals(root);
                    if (!isResult(file)) {
                        files.add(new StoredFile(
                                isRoot ? file.name() : prefix + file.name(),
                                file.location(),
                                file.bytes(),
                                file.modified()));
                    }
                }
            } catch (IOException unreadable) {
                throw CommandFailure.unreadable(
                        "The archive " + root + " cannot be read (" + reason(unreadable) + "): check the place.",
                        unreadable);
            }
        }
        return files;
    }

    static String reason(IOException problem) {
        String said = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return problem instanceof java.nio.file.NoSuchFileException ? "there is no such file" : said;
    }

    private boolean isResult(StoredFile file) {
        if (Stores.isPath(file.location()) != Stores.isPath(given.output())) {
            return false;
        }
        if (Stores.isPath(given.output())) {
            return Path.of(file.location())
                    .toAbsolutePath()
                    .normalize()
                    .startsWith(Path.of(given.output()).toAbsolutePath().normalize());
        }
        return file.location().startsWith(Stores.below(given.output(), ""));
    }

    private List<String> roots() throws CommandFailure {
        List<String> roots = new ArrayList<>(given.archives());
        if (given.watch() != null) {
            roots.add(given.watch());
        }
        Path list = given.list();
        if (list != null) {
            try {
                Path folder = list.toAbsolutePath().getParent();
                Files.readAllLines(list).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> Stores.isPath(line) && folder != null
                                ? folder.resolve(line).toString()
                                : line)
                        .forEach(roots::add);
            } catch (IOException unreadable) {
                throw CommandFailure.unreadable("--list " + list + " cannot be read: check the path.", unreadable);
            }
        }
        return roots.stream().distinct().toList();
    }

    private static String lastPart(String root) {
        String whole = root.replaceFirst("/+$", "");
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static @Nullable Instant since(@Nullable String text) throws CommandFailure {
        if (text == null) {
            return null;
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long seconds = switch (ago.group(2)) {
                case "m" -> 60;
                case "h" -> 3_600;
                case "d" -> 86_400;
                default -> 7 * 86_400;
            };
            return Instant.now().minusSeconds(Long.parseLong(ago.group(1)) * seconds);
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw CommandFailure.wrongUsage(
                    "--since takes a day like 2026-11-01, a time like 2026-11-01T10:15:00Z, or 12h, 7d, 4w; not '"
                            + Terminal.printable(text) + "'.",
                    wrong);
        }
    }
}
