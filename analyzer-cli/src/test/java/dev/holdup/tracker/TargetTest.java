package dev.holdup.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void issuesAreReadAsWritten() throws Exception {
        assertThat(Target.parse("github:acme/shop.web#17")).isEqualTo(new Target.GitHubIssue("acme", "shop.web", "17"));
        assertThat(Target.parse("jira:ops-17")).isEqualTo(new Target.JiraIssue("OPS-17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme/shop#17",
                "github:acme/shop",
                "github:acme/..#17",
                "github:acme/shop#0",
                "github:acme/shop/issues#1",
                "github:acme/shop#1?x=y",
                "jira:17",
                "jira:OPS-17/../../user",
                "gitlab:acme/shop#17"
            })
    void whatIsNoIssueIsSaid(String text) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("use github:OWNER/REPO#N or jira:KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://localhost/jira",
                "http://[::1]:8080",
                "https://jira.acme.example/x/"
            })
    void encryptedOrOnThisMachineIsFine(String url) throws Exception {
        assertThat(TrackerAddress.of(url, false).base().toString()).isEqualTo(url.replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://jira.acme.example", "http://127.0.0.1.acme.example", "http://10.0.0.1"})
    void unencryptedIsRefusedUnlessTheUserInsists(String url) throws Exception {
        assertThatThrownBy(() -> TrackerAddress.of(url, false))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("--insecure-http");
        assertThat(TrackerAddress.of(url, true).base()).hasScheme("http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jira.acme.example",
                "ftp://jira.acme.example",
                "https://ann:token@jira.acme.example",
                "https://jira.acme.example?x=y",
                "https://",
                "a b"
            })
    void whatIsNoAddressIsSaid(String url) {
        assertThatThrownBy(() -> TrackerAddress.of(url, true))
                .isInstanceOf(TrackerException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSecretShowsItselfToNobody() throws Exception {
        assertThat(Secret.bearer("ghp_x").toString()).isEqualTo("(hidden)");
        assertThatThrownBy(() -> Secret.bearer("two\r\nlines"))
                .isInstanceOf(TrackerException.class)
                .hasMessageNotContaining("two");
    }
}
