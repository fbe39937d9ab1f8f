package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tables and pictures as a reader works with them, in a real Chromium.
class ReportPicturesInBrowserTest extends ChromiumTest {

    @Test
    void searchesSortsAndFiltersTheTableOfThreads() throws IOException {
        Page page = open("tables", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.getByLabel("Search threads").fill("exec-19 OutputStream");
        assertThat(rows(page).count()).isEqualTo(11);
        assertThat(page.locator("#unit-table .tools [role=status]").textContent())
                .isEqualTo("11 of 261 threads");
        page.getByLabel("Search threads").fill("");
        page.locator("#unit-table th button:has-text('Retained')").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#unit-table th[aria-sort=descending]").textContent())
                .isEqualTo("Retained");
        assertThat(rows(page).first().textContent()).contains("http-nio-8080-exec-200");
        page.keyboard().press("Enter");
        assertThat(rows(page).first().textContent()).contains("70.7 kB");
        page.locator("#unit-table select").selectOption("WAITING");
        assertThat(page.locator("#unit-table .tools [role=status]").textContent())
                .isEqualTo("261 of 261 threads");
        assertQuiet(page);
    }

    @Test
    void aRowOpensItsStackWithWhatItsLocalsKeep() throws IOException {
        Page page = open("opened", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.locator("#unit-table .scroll").focus();
        page.keyboard().press("ArrowDown");
        Locator opened = page.locator("#unit-table .opened");
        assertThat(opened.locator("h3").textContent()).startsWith("http-nio-8080-exec-1 #41, WAITING, keeps 184 kB");
        assertThat(opened.locator(".stack li").count()).isEqualTo(19);
        assertThat(opened.locator(".here").textContent()).contains("OutputStreamAppender.writeBytes");
        assertThat(opened.locator(".stack li").nth(8).textContent())
                .contains(
                        "byte[], keeps 65.6 kB", "com.acme.shop.Order, keeps 2.10 MB, shared with others of its group");
        page.keyboard().press("ArrowDown");
        assertThat(opened.locator("h3").textContent()).startsWith("http-nio-8080-exec-2 ");
        page.keyboard().press("End");
        assertThat(page.locator("#unit-table tr[aria-selected]").count()).isOne();
        picture(page, "thread-opened");
        assertThat(new AxeBuilder(page).include("#unit-table").analyze().getViolations())
                .isEmpty();
        assertQuiet(page);
    }

    @Test
    void copiesATableAsTextToPaste() throws IOException {
        Page page = open(
                "copied",
                SampleReports.stalledLogging(),
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        page.getByLabel("Search threads").fill("exec-17");
        page.locator("#unit-table button:has-text('Copy as text')").click();
        page.waitForSelector("#unit-table button:has-text('Copied')");
        String text = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(text.lines().toList())
                .hasSizeGreaterThan(10)
                .startsWith("Thread\tState\tStopped in\tGroup\tRetained\tPace\tCPU ms")
                .anySatisfy(line -> assertThat(line).startsWith("http-nio-8080-exec-17\tWAITING\tch.qos"));
        page.getByLabel("Search classes").fill("Request");
        page.locator("#histogram button:has-text('Copy as text')").click();
        page.waitForSelector("#histogram button:has-text('Copied')");
        assertThat(((String) page.evaluate("navigator.clipboard.readText()")).lines())
                .containsExactly(
                        "Class\tObjects\tShallow\tRetained", "org.apache.coyote.Request\t242\t42.6 kB\t10.2 MB");
        assertQuiet(page);
    }

    @Test
    void theFlameGraphZoomsSearchesAndChangesItsMeasure() throws IOException {
        Page page = open("flame", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        Locator visible = page.locator(".flame .box:not([display=none])");
        int all = visible.count();
        assertThat(all).isGreaterThan(20);
        assertThat(page.locator(".flame .blocked title").textContent())
                .startsWith("ch.qos.logback.core.OutputStreamAppender.writeBytes: 200 threads");

        page.getByLabel("Search frames").fill("logback");
        assertThat(page.locator(".flame .found").count()).isEqualTo(6);
        assertThat(page.locator("[data-flame-status]").textContent()).matches("6 boxes, [\\d.]+ % of the width");

        page.locator(".flame .blocked").click();
        assertThat(page.locator(".flame .blocked").getAttribute("width")).isEqualTo("100%");
        assertThat(visible.count()).isLessThan(all);
        page.locator(".flame").press("Escape");
        assertThat(visible.count()).isEqualTo(all);

        page.locator(".flame").focus();
        page.locator(".flame").press("ArrowUp");
        assertThat(page.locator(".flame .at").count()).isOne();
        page.locator(".flame").press("Enter");
        page.locator(".flame").press("Escape");

        page.getByLabel("Width by").selectOption("bytes");
        assertThat(page.locator(".flame .box title").first().textContent()).contains("kept by it and what it called");
        page.getByLabel("Stacks of").selectOption("0");
        assertThat(page.locator(".flame .box").count()).isEqualTo(19);
        picture(page, "flame-of-a-group");
        assertQuiet(page);
    }

    @Test
    void theScriptDrawsTheFirstFlameGraphAsThePageCameWithIt() throws IOException {
        Page page = open("flame-twins", LargeIncident.report(), new Browser.NewContextOptions());
        String boxes = """
                [...document.querySelectorAll('.flame .box:not([display=none])')].map(b => ({x: parseFloat(b.getAttribute('x')),
                  width: parseFloat(b.getAttribute('width')), y: b.getAttribute('y'), text: b.textContent.trim(), css: b.className.baseVal.trim()}))""";
        page.evaluate("window.asItCame = " + boxes);
        page.getByLabel("Width by").selectOption("bytes");
        page.evaluate("window.byBytes = " + boxes);
        page.getByLabel("Width by").selectOption("units");
        page.evaluate("window.drawn = " + boxes);
        assertThat(((Number) page.evaluate("asItCame.length")).intValue()).isEqualTo(500);
        String differ = """
                asItCame.filter((b, i) => !drawn.some(d => d.y === b.y && d.text === b.text && d.css === b.css
                  && Math.abs(d.x - b.x) < .011 && Math.abs(d.width - b.width) < .011)).length""";
        assertThat(page.evaluate(differ.replace("drawn.", "byBytes."))).isNotEqualTo(0);
        assertThat(page.evaluate(differ)).isEqualTo(0);
    }

    @Test
    void aLargeIncidentIsSmallAndAnswersAtOnce() throws IOException {
        Page page = open("large", LargeIncident.report(), new Browser.NewContextOptions().setViewportSize(1440, 900));
        String html = GoldenReportsTest.written(new HtmlReport(), LargeIncident.report());
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_500_000);
        double interactive =
                ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")).doubleValue();
        double done =
                ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")).doubleValue();
        System.out.printf(
                "large incident: %,d bytes, interactive after %.0f ms, scripts done after %.0f ms%n",
                html.length(), interactive, done);
        assertThat(interactive).isLessThan(1_000);
        assertThat(page.locator("#unit-table tbody tr").count()).isLessThan(80);
        double searching = ((Number) page.evaluate("""
                        (() => { const input = document.querySelector('#unit-table input'); input.value = 'exec-99';
                          const before = performance.now(); input.dispatchEvent(new Event('input'));
                          document.querySelector('#unit-table tbody').getBoundingClientRect(); return performance.now() - before; })()""")).doubleValue();
        assertThat(page.locator("#unit-table .tools [role=status]").textContent())
                .isEqualTo("111 of 10000 threads");
        System.out.printf("searching ten thousand threads: %.0f ms%n", searching);
        assertThat(searching).isLessThan(200);
        page.getByLabel("Search threads").fill("");
        double scrolling = ((Number) page.evaluate("""
                        (async () => { const box = document.querySelector('#unit-table .scroll'); let worst = 0;
                          for (let i = 0; i < 60; i++) { const before = performance.now(); box.scrollTop += 4000;
                            await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
                            worst = Math.max(worst, performance.now() - before); } return worst; })()""")).doubleValue();
        System.out.printf("worst frame of 60 while scrolling: %.0f ms%n", scrolling);
        assertThat(rows(page).first().textContent()).contains("exec-");
        picture(page, "large");
        assertQuiet(page);
    }

    @Test
    void twoThousandWaitersAndADeadlockAreReadable() throws IOException {
        Page page = open("waits", SampleReports.deadlock(), new Browser.NewContextOptions());
        assertThat(page.locator("#waits .node").count()).isEqualTo(4);
        assertThat(page.locator("#waits .cyclic").count()).isEqualTo(3);
        assertThat(page.locator("#waits .circle").count()).isEqualTo(3);
        assertThat(page.locator("#waits .wait text").allTextContents()).contains("60", "1 ↻");
        assertThat(page.evaluate("""
                        [...document.querySelectorAll('#waits .node')].flatMap((a, i, all) => all.slice(i + 1).map(b => [a, b]))
                        .map(([a, b]) => [a.querySelector('rect').getBoundingClientRect(), b.querySelector('rect').getBoundingClientRect()])
                        .filter(([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).length""")).as("nodes over each other").isEqualTo(0);
        assertThat(page.evaluate("""
                        [...document.querySelectorAll('#waits .node')].filter(n => [...n.querySelectorAll('text')].some(t =>
                          t.getBoundingClientRect().right > n.querySelector('rect').getBoundingClientRect().right)).length""")).as("names that leave their node").isEqualTo(0);
        picture(page, "deadlock-waits");
    }

    @Test
    void aGroupInTheTreemapLeadsToItsCard() throws IOException {
        Page page = open("treemap", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.locator(".treemap a").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#groups/1");
        assertThat(page.locator("#groups\\/1").getAttribute("open")).isNotNull();
    }

    @Test
    void everySentenceOfTheVerdictLeadsToWhatItRestsOn() throws IOException {
        for (var sample : SampleReports.all().entrySet()) {
            Page page = open("grounds", sample.getValue(), new Browser.NewContextOptions());
            assertThat(
                            page.evaluate(
                                    "[...document.querySelectorAll('.explanation li')].filter(l => !l.querySelector('a.ground')).length"))
                    .as(sample.getKey())
                    .isEqualTo(0);
            assertThat(page.locator(".headline-grounds a").count())
                    .as(sample.getKey())
                    .isPositive();
        }
        Page page = open("grounds", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.locator(".headline-grounds a").first().click();
        assertThat(page.locator("li:target .source").textContent()).contains("threads-1.txt:118");
        page.locator("li:target a.source").click();
        assertThat(page.locator("tr:target").textContent()).contains("threads-1.txt");
    }

    @Test
    void printsToPaperAsADocument() throws IOException {
        Page page = open("paper", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        byte[] pdf = page.pdf(new Page.PdfOptions()
                .setPath(PAGES.resolveSibling("screenshots/paper.pdf"))
                .setFormat("A4"));
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                .startsWith("%PDF")
                .contains("/Count ");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(rows(page).count()).isEqualTo(200);
        assertThat(page.locator("#groups\\/2 .stack").isVisible()).isTrue();
        assertThat(page.locator(".tools:visible").count()).isZero();
    }

    @Test
    void isSeenAtEveryWidth() throws IOException {
        for (var sample : SampleReports.all().entrySet()) {
            for (int width : new int[] {1440, 768, 390}) {
                Page page = open(
                        sample.getKey(),
                        sample.getValue(),
                        new Browser.NewContextOptions().setViewportSize(width, 900));
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as(sample.getKey() + " at " + width)
                        .isEqualTo(width);
                picture(page, sample.getKey() + "-" + width);
            }
        }
    }

    private static Locator rows(Page page) {
        return page.locator("#unit-table tbody tr[data-row]");
    }
}
