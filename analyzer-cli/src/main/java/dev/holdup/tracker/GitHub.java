package dev.holdup.tracker;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// GitHub's REST interface: comments of issues and pull requests, which take text and no files, and secret gists.
///
/// Source: docs.github.com, "Create an issue comment" (`POST /repos/{owner}/{repo}/issues/{issue_number}/comments`)
/// and "Create a gist" (`POST /gists`), version 2022-11-28.
public record GitHub(Poster poster, Target.GitHubIssue issue) {
    public static final String ADDRESS = "https://api.github.com";

    private static final Map<String, String> HEADERS = Map.of(
            "Accept", "application/vnd.github+json",
            "Content-Type", "application/json",
            "X-GitHub-Api-Version", "2022-11-28");

    /// @return where the comment is; empty if GitHub does not say
    public String comment(String markdown) throws TrackerException, InterruptedException {
        Poster.Answer answer = poster.post(new TrackerRequest(
                "/repos/" + issue.owner() + "/" + issue.repository() + "/issues/" + issue.number() + "/comments",
                HEADERS,
                json(Map.of("body", markdown)),
                markdown));
        String what = issue.owner() + "/" + issue.repository() + "#" + issue.number();
        require201(
                answer,
                what,
                "The token may not comment on " + what + ": it needs the permission Issues: write (classic: repo).");
        return Answers.link(answer, "html_url");
    }

    /// A gist that only those find who are told its address.
    ///
    /// @return its address
    public String secretGist(String description, List<Attachment> files) throws TrackerException, InterruptedException {
        Map<String, Object> contentByName = new LinkedHashMap<>();
        StringBuilder shown = new StringBuilder("secret gist: " + description + "\n");
        for (Attachment file : files) {
            String name = Attachment.safeName(file.name());
            contentByName.put(name, Map.of("content", file.text()));
            shown.append("  ")
                    .append(name)
                    .append(", ")
                    .append(file.text().length())
                    .append(" characters\n");
        }
        Map<String, Object> gist = new LinkedHashMap<>();
        gist.put("description", description);
        gist.put("public", false);
        gist.put("files", contentByName);
        Poster.Answer answer = poster.post(new TrackerRequest("/gists", HEADERS, json(gist), shown.toString()));
        require201(
                answer,
                "the gists of this token",
                "The token may not create gists: it needs the permission Gists: write.");
        return Answers.link(answer, "html_url");
    }

    private static byte[] json(Map<String, ?> value) {
        return JsonMapper.shared().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void require201(Poster.Answer answer, String what, String forbidden) throws TrackerException {
        switch (answer.status()) {
            case 201 -> {}
            case 401 -> throw new TrackerException("GitHub does not accept the token in GITHUB_TOKEN: make a new one.");
            case 403 -> throw new TrackerException(forbidden);
            case 404 ->
                throw new TrackerException(
                        "GitHub knows no " + what
                                + ", or the token may not see it: check the name, and the token's repositories and permissions.");
            case 410 -> throw new TrackerException(what + " has been deleted, or issues are switched off there.");
            case 413 -> throw new TrackerException("GitHub takes no text that long: attach less.");
            case 422 ->
                throw new TrackerException(
                        "GitHub refuses the text for " + what + Answers.reason(answer, "message") + ".");
            default -> throw Answers.unexpected("GitHub", answer);
        }
    }
}
