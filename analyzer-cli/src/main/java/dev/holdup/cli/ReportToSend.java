package dev.holdup.cli;

import dev.holdup.report.ComparisonReport;
import dev.holdup.report.JiraReport;
import dev.holdup.report.MarkdownReport;
import dev.holdup.report.ReportFormat;
import dev.holdup.report.ReportWriter;
import dev.holdup.report.ticket.GitHubMarkup;
import dev.holdup.report.ticket.JiraMarkup;
import dev.holdup.report.ticket.Markup;
import dev.holdup.tracker.Attachment;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reports on disk that may leave this machine. What is no report of holdup, told by its content, is refused: a dump
/// holds whatever the process held.
///
/// @param files as the user gave them
record ReportToSend(List<SentFile> files) {
    private static final long LARGEST = 25L << 20;

    /// One file, read and recognized.
    record SentFile(Path path, ReportFormat format, String text) {
        Attachment attachment() {
            String mediaType = switch (format) {
                case HTML -> "text/html; charset=utf-8";
                case JSON -> "application/json";
                case MARKDOWN -> "text/markdown; charset=utf-8";
                case JIRA, TEXT -> "text/plain; charset=utf-8";
            };
            return new Attachment(String.valueOf(path.getFileName()), mediaType, text);
        }
    }

    static ReportToSend of(List<Path> paths) throws CommandFailure {
        List<SentFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(read(path));
        }
        return new ReportToSend(files);
    }

    private static SentFile read(Path path) throws CommandFailure {
        if (!Files.isRegularFile(path)) {
            throw CommandFailure.unreadable(path
                    + (Files.exists(path)
                            ? " is no file: give the report in it."
                            : " does not exist: check the path."));
        }
        try {
            if (Files.size(path) <= LARGEST) {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                        .toString();
                Optional<ReportFormat> format = ReportFormat.ofContent(text);
                if (format.isPresent()) {
                    return new SentFile(path, format.get(), text);
                }
            }
        } catch (CharacterCodingException binary) {
            throw refused(path);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + path + ": check its permissions.", unreadable);
        }
        throw refused(path);
    }

    private static CommandFailure refused(Path path) {
        return CommandFailure.wrongUsage(
                path
                        + " is no report that holdup wrote (html, json, md or jira): nothing else is sent, dumps least of all.");
    }

    List<Attachment> attachments() {
        return files.stream().map(SentFile::attachment).toList();
    }

    /// The text of the comment: drawn from the JSON among the files or beside one of them, or else a text that is
    /// there in the tracker's markup.
    ///
    /// @param spare characters to leave free of what the tracker takes
    String comment(Markup markup, int spare) throws CommandFailure {
        SentFile json = ofFormat(ReportFormat.JSON);
        if (json != null) {
            return drawn(new SavedJson(json.path()), markup, spare);
        }
        SentFile text = switch (markup) {
            case GitHubMarkup _ -> ofFormat(ReportFormat.MARKDOWN);
            case JiraMarkup _ -> ofFormat(ReportFormat.JIRA);
        };
        if (text == null) {
            throw CommandFailure.wrongUsage(
                    "The comment is drawn from the report's JSON, which is neither given nor beside "
                            + files.getFirst().path() + ": give it, too.");
        }
        if (text.text().length() > markup.lengthLimit() - spare) {
            throw CommandFailure.wrongUsage(
                    text.path() + " is longer than a comment may be: give the report's JSON instead.");
        }
        return text.text();
    }

    private static String drawn(SavedJson json, Markup markup, int spare) throws CommandFailure {
        if (json.isComparison()) {
            return ComparisonReport.ticket(json.comparison(), markup, spare);
        }
        ReportWriter writer = switch (markup) {
            case GitHubMarkup _ -> new MarkdownReport(spare);
            case JiraMarkup _ -> new JiraReport(spare);
        };
        StringWriter text = new StringWriter();
        try {
            writer.write(json.report(), text);
        } catch (IOException e) {
            throw new IllegalStateException("a string takes all that is written to it", e);
        }
        return text.toString();
    }

    /// Of the files themselves first, then of those beside them.
    private @Nullable SentFile ofFormat(ReportFormat format) throws CommandFailure {
        for (SentFile file : files) {
            if (file.format() == format) {
                return file;
            }
        }
        List<Path> beside = files.stream()
                .flatMap(file -> Stream.of(beside(file.path(), format)))
                .filter(Files::isRegularFile)
                .toList();
        return beside.isEmpty() ? null : read(beside.getFirst());
    }

    private static Path beside(Path path, ReportFormat format) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return path.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + format.fileEnding());
    }
}
