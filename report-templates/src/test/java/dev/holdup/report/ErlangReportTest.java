package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ErlangReportTest {
    private final IncidentReport report = SampleNode.lager();

    @Test
    void speaksOfProcessesAndNeverOfThreads() throws IOException {
        for (ReportWriter writer : List.of(new HtmlReport(), new MarkdownReport(), new TextReport(false))) {
            String visible = text(written(writer, report));
            assertThat(visible)
                    .as(writer.getClass().getSimpleName())
                    .containsIgnoringCase("processes")
                    .contains("lager_event", "async_threshold")
                    .doesNotContainIgnoringCase("thread")
                    .doesNotContain("JVM", "GC root", "class loader");
        }
    }

    /// Whatever the verdict, with every list filled and with every list empty; tooltips and labels of the page too.
    @Test
    void noVerdictAndNoEmptyStateSpeaksOfThreadsEither() throws Exception {
        for (String kind : Vocabulary.KINDS) {
            // An Erlang process has no thread-locals.
            if (kind.equals("thread-locals")) {
                continue;
            }
            for (boolean empty : List.of(false, true)) {
                IncidentReport variant = variant(kind, empty);
                for (ReportWriter writer : List.of(new HtmlReport(), new MarkdownReport(), new TextReport(false))) {
                    String written = written(writer, variant);
                    assertThat(text(written) + attributes(written))
                            .as("%s of %s, empty: %s", writer.getClass().getSimpleName(), kind, empty)
                            .containsIgnoringCase("process")
                            .doesNotContainIgnoringCase("thread");
                }
            }
        }
    }

    @Test
    void noTextInTheJsonSpeaksOfThreads() throws Exception {
        JsonNode json = JsonMapper.shared().readTree(written(new JsonReport(), report));
        assertThat(texts(json))
                .hasSizeGreaterThan(50)
                .noneSatisfy(text -> assertThat(text).containsIgnoringCase("thread"));
    }

    private IncidentReport variant(String kind, boolean empty) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(written(new JsonReport(), report));
        ((ObjectNode) json.path("verdict")).put("kind", kind);
        if (empty) {
            for (JsonNode part : List.of(json, json.path("verdict"), json.path("erlang"))) {
                ObjectNode object = (ObjectNode) part;
                object.propertyNames().stream()
                        .filter(name -> object.path(name).isArray())
                        .toList()
                        .forEach(name -> object.putArray(name));
            }
            ((ObjectNode) json.path("verdict")).remove(List.of("owner", "group", "blockedFrame", "retainedBytes"));
            json.remove("memory");
        }
        return JsonReport.read("variant", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// What a page says beside its visible text: tooltips and what a screen reader speaks.
    private static String attributes(String html) {
        StringBuilder said = new StringBuilder();
        Pattern.compile("\\s(?:title|alt|placeholder|aria-[a-z]+|data-interactive|data-copy|content)=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .forEach(match -> said.append(match.group(1)).append('\n'));
        return said.toString();
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        if (json.isString()) {
            texts.add(json.asString());
        }
        json.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    @Test
    void thePageTellsMemoryByKindMailboxesReductionsAndCurrentFunctions() throws IOException {
        String html = text(written(new HtmlReport(), report));
        assertThat(html)
                .contains(
                        "all that the runtime has allocated",
                        "Mailbox",
                        "Reductions",
                        "Current function",
                        "232 769",
                        "{notify,{log,_}}",
                        "tcp_proxy:init/1",
                        "1 048 576",
                        "#Port<0.6>");
    }

    /// Without styles and scripts, which are the same for every report, and without markup.
    private static String text(String written) {
        return written.replaceAll("(?s)<(style|script)[^>]*>.*?</\\1>", "")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("\\", "")
                .replace("&#39;", "'")
                .replace("\u202f", " ")
                .replace("\u00a0", " ");
    }
}
