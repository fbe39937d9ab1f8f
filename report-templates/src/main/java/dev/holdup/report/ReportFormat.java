package dev.holdup.report;

import java.util.Optional;

/// The forms a report comes in, with the name that the command line uses and the file ending.
public enum ReportFormat {
    HTML("html", ".html"),
    JSON("json", ".json"),
    MARKDOWN("md", ".md"),
    JIRA("jira", ".jira"),
    TEXT("text", ".txt");

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

    public static Optional<ReportFormat> ofOptionName(String name) {
        for (ReportFormat format : values()) {
            if (format.optionName.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
