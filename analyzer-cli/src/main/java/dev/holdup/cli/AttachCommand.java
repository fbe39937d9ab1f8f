package dev.holdup.cli;

import dev.holdup.report.ticket.GitHubMarkup;
import dev.holdup.report.ticket.JiraMarkup;
import dev.holdup.tracker.Attachment;
import dev.holdup.tracker.DryRun;
import dev.holdup.tracker.GitHub;
import dev.holdup.tracker.Jira;
import dev.holdup.tracker.Poster;
import dev.holdup.tracker.Secret;
import dev.holdup.tracker.Sender;
import dev.holdup.tracker.Target;
import dev.holdup.tracker.TrackerAddress;
import dev.holdup.tracker.TrackerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "attach",
        description = {
            "Posts a report, or a comparison, as a comment on an issue, with its files where the tracker takes them.",
            "",
            "The comment is drawn from the report's JSON, given or beside the file. Only reports are sent, told by their"
                    + " content, never a dump.",
            "",
            "GitHub: the comment alone, since its interface takes no files; --gist puts them into a secret gist. Token:"
                    + " GITHUB_TOKEN, with the permission Issues: write (and Gists: write).",
            "Jira: the files become attachments of the issue. Token: JIRA_TOKEN; for Jira Cloud JIRA_EMAIL, too.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup attach holdup-report.html --to github:acme/shop#17 --dry-run",
            "  holdup attach holdup-report.html --to github:acme/shop#17 --gist",
            "  holdup attach report.html report.json --to jira:OPS-17 \\",
            "      --url https://acme.atlassian.net",
            "",
            "Exit code 2: the tracker did not take it."
        })
final class AttachCommand implements Callable<Integer> {
    /// For the lines about the files.
    private static final int SPARE = 1_000;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ISSUE",
            description = "github:OWNER/REPO#N (an issue or a pull request) or jira:KEY.")
    private String to = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The tracker's address: of GitHub Enterprise Server https://HOST/api/v3, by default GITHUB_API_URL or"
                            + " github.com; of Jira its start page, by default JIRA_URL.")
    private @Nullable String url;

    @Option(names = "--gist", description = "GitHub: put the files into a secret gist, as text.")
    private boolean gist;

    @Option(names = "--dry-run", description = "Print what would be sent, and send nothing; needs no token.")
    private boolean dryRun;

    @Option(
            names = "--insecure-http",
            description = "Send the token unencrypted, to an address that begins with http:.")
    private boolean insecureHttp;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Of a report or a comparison: html, json, md or jira.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws CommandFailure {
        try {
            switch (Target.parse(to)) {
                case Target.GitHubIssue issue -> toGitHub(issue);
                case Target.JiraIssue issue -> toJira(issue);
            }
        } catch (TrackerException refused) {
            throw CommandFailure.wrongUsage(refused.sentence(), refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandFailure.wrongUsage("Stopped: look at the issue, the comment may have been taken.", stopped);
        }
        return ExitCode.DONE.number();
    }

    private void toGitHub(Target.GitHubIssue issue) throws CommandFailure, TrackerException, InterruptedException {
        ReportToSend report = ReportToSend.of(files);
        String comment = report.comment(new GitHubMarkup(), SPARE);
        TrackerAddress address = TrackerAddress.of(gitHubUrl(), insecureHttp);
        GitHub gitHub = new GitHub(poster(address, dryRun ? null : gitHubToken()), issue);
        if (gist) {
            String link =
                    gitHub.secretGist("holdup report for " + to.substring("github:".length()), report.attachments());
            comment += link.isEmpty() ? "" : "\nFiles: " + link + "\n";
        }
        tell("commented", gitHub.comment(comment));
        if (!gist && !dryRun) {
            holdup.options()
                    .messages()
                    .note("GitHub takes no files this way: drag " + files.getFirst()
                            + " into the issue, or use --gist.");
        }
    }

    private String gitHubUrl() {
        String given = url != null ? url : environment("GITHUB_API_URL", GitHub.ADDRESS);
        boolean startPage = given.matches("https?://[^/]+/?") && !given.contains("//api.github.com");
        // Of GitHub Enterprise Server people know the start page.
        return startPage ? given.replaceFirst("/$", "") + "/api/v3" : given;
    }

    private static Secret gitHubToken() throws TrackerException {
        String token = environment("GITHUB_TOKEN", environment("GH_TOKEN", ""));
        if (token.isEmpty()) {
            throw new TrackerException("There is no token: put one that may write issues into GITHUB_TOKEN.");
        }
        return Secret.bearer(token);
    }

    private void toJira(Target.JiraIssue issue) throws CommandFailure, TrackerException, InterruptedException {
        if (gist) {
            throw new TrackerException("--gist is for GitHub: Jira takes the files themselves.");
        }
        ReportToSend report = ReportToSend.of(files);
        String comment = report.comment(new JiraMarkup(), SPARE);
        String given = url != null ? url : environment("JIRA_URL", "");
        if (given.isEmpty()) {
            throw new TrackerException("Say where Jira is: --url https://jira.example.com, or JIRA_URL.");
        }
        TrackerAddress address = TrackerAddress.of(given, insecureHttp);
        Jira jira = new Jira(poster(address, dryRun ? null : jiraToken()), address, issue);
        List<Attachment> attachments = report.attachments();
        jira.attach(attachments);
        String names = attachments.stream()
                .limit(5)
                .map(file -> "[^" + Attachment.safeName(file.name()) + "]")
                .collect(Collectors.joining(", "));
        tell("commented", jira.comment(comment + "\nFiles: " + names + "\n"));
    }

    /// By address and token on Jira Cloud, by token alone on Data Center.
    private static Secret jiraToken() throws TrackerException {
        String token = environment("JIRA_TOKEN", "");
        String email = environment("JIRA_EMAIL", "");
        if (token.isEmpty()) {
            throw new TrackerException(
                    "There is no token: put one into JIRA_TOKEN, and for Jira Cloud your address into"
                            + " JIRA_EMAIL.");
        }
        return email.isEmpty() ? Secret.bearer(token) : Secret.basic(email, token);
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /// @param secret null if nothing is to be sent
    private Poster poster(TrackerAddress address, @Nullable Secret secret) {
        return secret == null
                ? new DryRun(address, text -> System.out.println(printable(text)))
                : new Sender(
                        address,
                        secret,
                        "holdup/" + ToolVersion.number(),
                        holdup.options().messages()::note);
    }

    private static String printable(String text) {
        return text.lines().map(Terminal::printable).collect(Collectors.joining(System.lineSeparator()));
    }

    private void tell(String what, String link) {
        if (!dryRun) {
            System.out.println(what + (link.isEmpty() ? " on " + to : ": " + Terminal.printable(link)));
        }
    }
}
