package dev.holdup.report;

import java.util.Optional;
import java.util.regex.Pattern;

/// The forms a report comes in, with the name that the command line uses and the file ending.
public enum ReportFormat {
    HTML("html", ".html"),
    JSON("json", ".json"),
    MARKDOWN("md", ".md"),
    JIRA("jira", ".jira"),
    TEXT("text", ".txt");

    private static final Pattern OUR_PAGE = Pattern.compile(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src (?:'|&#39;)none.*<p class=\"brand\">holdup</p>",
            Pattern.DOTALL);
    private static final Pattern OUR_SIGNATURE = Pattern.compile("\n_holdup \\S+_\\s*$");

    private final String optionName;
    private final String fileEnding;

    ReportFormat(String optionName, String fileEnding) {
        this.optionName = optionName;
        this.fileEnding = fileEnding;
    }

    /// As in `--format html,json,md,jira,text`.
    public String optionName() {
        return optionName;
    }

    /// With the dot: `.html`.
    public String fileEnding() {
        return fileEnding;
    }

    /// Text comes plain, without colours: it goes to a file.
    public ReportWriter writer() {
        return switch (this) {
            case HTML -> new HtmlReport();
            case JSON -> new JsonReport();
            case MARKDOWN -> new MarkdownReport();
            case JIRA -> new JiraReport();
            case TEXT -> new TextReport(false);
        };
    }

    /// The form of a text that holdup has written, told by what it holds and never by its name; empty for everything
    /// else, and for the summary of a terminal, which nothing tells from other text.
    public static Optional<ReportFormat> ofContent(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        if (text.startsWith("<!DOCTYPE html>") && OUR_PAGE.matcher(text).find()) {
            return Optional.of(HTML);
        }
        if (JsonReport.isOurs(text)) {
            return Optional.of(JSON);
        }
        boolean signed = OUR_SIGNATURE.matcher(text).find();
        return signed && text.startsWith("# ")
                ? Optional.of(MARKDOWN)
                : signed && text.startsWith("h2. ") ? Optional.of(JIRA) : Optional.empty();
    }

    public static Optional<ReportFormat> ofOptionName(String name) {
        for (ReportFormat format : values()) {
            if (format.optionName.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
