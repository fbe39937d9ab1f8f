package dev.holdup.tracker;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The issue that something is attached to.
public sealed interface Target {
    Pattern GITHUB = Pattern.compile("github:([A-Za-z0-9][A-Za-z0-9-]{0,38})/([A-Za-z0-9._-]{1,100})#([1-9]\\d{0,9})");
    Pattern JIRA = Pattern.compile("jira:([A-Za-z][A-Za-z0-9_]{0,49}-[1-9]\\d{0,9})");

    /// An issue or a pull request.
    record GitHubIssue(String owner, String repository, String number) implements Target {}

    record JiraIssue(String key) implements Target {}

    /// @param text as on the command line: `github:OWNER/REPO#N`, `jira:KEY`
    static Target parse(String text) throws TrackerException {
        Matcher github = GITHUB.matcher(text);
        if (github.matches() && !github.group(2).matches("\\.{1,2}")) {
            return new GitHubIssue(github.group(1), github.group(2), github.group(3));
        }
        Matcher jira = JIRA.matcher(text);
        if (jira.matches()) {
            return new JiraIssue(jira.group(1).toUpperCase(Locale.ROOT));
        }
        throw new TrackerException("'" + text + "' is no issue: use github:OWNER/REPO#N or jira:KEY, such as"
                + " github:acme/shop#17 or jira:OPS-17.");
    }
}
