package dev.holdup.tracker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Jira's REST interface in its second version, which both Jira Data Center and Jira Cloud have, and which takes wiki
/// markup in both; the third one, of Jira Cloud alone, takes a document format of its own.
///
/// Source: developer.atlassian.com, "Add attachment" (`POST /rest/api/2/issue/{issueIdOrKey}/attachments`) and "Add
/// comment" (`POST /rest/api/2/issue/{issueIdOrKey}/comment`).
public record Jira(Poster poster, TrackerAddress address, Target.JiraIssue issue) {

    public void attach(List<Attachment> files) throws TrackerException, InterruptedException {
        Multipart multipart = Multipart.of(files);
        StringBuilder shown = new StringBuilder();
        files.forEach(file -> shown.append("file ")
                .append(Attachment.safeName(file.name()))
                .append(", ")
                .append(file.mediaType())
                .append(", ")
                .append(file.text().length())
                .append(" characters\n"));
        Poster.Answer answer = poster.post(new TrackerRequest(
                path("attachments"),
                // Without the token Jira takes the request for one that another site has made the browser send.
                Map.of(
                        "Accept", "application/json",
                        "Content-Type", multipart.contentType(),
                        "X-Atlassian-Token", "no-check"),
                multipart.body(),
                shown.toString()));
        requireTaken(answer, "attach files to");
    }

    /// @return where the comment is
    public String comment(String wikiMarkup) throws TrackerException, InterruptedException {
        Poster.Answer answer = poster.post(new TrackerRequest(
                path("comment"),
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                JsonMapper.shared()
                        .writeValueAsString(Map.of("body", wikiMarkup))
                        .getBytes(StandardCharsets.UTF_8),
                wikiMarkup));
        requireTaken(answer, "comment on");
        String id = Answers.text(answer, "id");
        return address.base() + "/browse/" + issue.key() + (id.matches("\\d+") ? "?focusedCommentId=" + id : "");
    }

    private String path(String what) {
        return "/rest/api/2/issue/" + issue.key() + "/" + what;
    }

    /// Data Center answers 200 to files and 201 to comments, a dry run 201 to both.
    private void requireTaken(Poster.Answer answer, String what) throws TrackerException {
        switch (answer.status()) {
            case 200, 201 -> {}
            case 400 ->
                throw new TrackerException(
                        "Jira refuses to " + what + " " + issue.key() + Answers.reason(answer, "errorMessages") + ".");
            case 401 ->
                throw new TrackerException(
                        "Jira does not accept the token: Jira Cloud needs JIRA_EMAIL and an API token in"
                                + " JIRA_TOKEN, Data Center a personal access token in JIRA_TOKEN alone.");
            case 403 ->
                throw new TrackerException("The token's user may not " + what + " " + issue.key()
                        + ": ask for the permission, or log in by browser once if Jira asks for a captcha.");
            case 404 ->
                throw new TrackerException("Jira has no issue " + issue.key()
                        + " that this user may see, or attachments are switched off: check the key and --url.");
            case 413 ->
                throw new TrackerException("Jira takes no file that large: attach less, such as the .md alone.");
            default -> throw Answers.unexpected("Jira", answer);
        }
    }
}
