package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every page does, in a real Chromium.
class ReportInBrowserTest extends ChromiumTest {
    static Stream<Arguments> samplesLightAndDark() {
        return SampleReports.all().entrySet().stream()
                .flatMap(sample -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .map(scheme -> Arguments.of(sample.getKey(), scheme, sample.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesLightAndDark")
    void isAccessibleQuietAndSelfContained(String name, ColorScheme scheme, IncidentReport report) throws IOException {
        Page page = open(
                name,
                report,
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1280, 800));
        assertThat(page.title()).contains(report.verdict().headline());
        // Folded parts count too.
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        picture(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        // Rows are alike: a dozen of each table tells as much as hundreds, in a tenth of the time.
        page.evaluate("document.querySelectorAll('tbody tr:nth-child(n+12), .members li:nth-child(n+12)')"
                + ".forEach(e => e.remove())");
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe")
                .extracting(
                        rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertQuiet(page);
    }

    @Test
    void fitsAPhone() throws IOException {
        for (Map.Entry<String, IncidentReport> sample : SampleReports.all().entrySet()) {
            Page page =
                    open(sample.getKey(), sample.getValue(), new Browser.NewContextOptions().setViewportSize(360, 740));
            picture(page, sample.getKey() + "-phone");
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(sample.getKey())
                    .isEqualTo(360);
        }
        Page hostile =
                open("hostile", HostileReports.everyText(), new Browser.NewContextOptions().setViewportSize(360, 740));
        picture(hostile, "hostile-phone");
        assertThat(hostile.evaluate("""
                        [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 361 && !e.closest('.scroll') && !e.parentElement.closest('svg'))
                        .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)""")).isEqualTo(List.of());
        assertThat(hostile.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @Test
    void hostileNamesBecomeNeitherElementsNorScripts() throws IOException {
        Page page = open("hostile", HostileReports.everyText(), new Browser.NewContextOptions());
        page.onDialog(dialog -> complaints().add("dialog " + dialog.message()));
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.locator("script").count()).isEqualTo(2);
        assertThat(page.locator("a:not([href^='#'])").count()).isZero();
        assertThat(page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                        + ".filter(a => a.name.startsWith('on') || a.name === 'style').length"))
                .isEqualTo(0);
        assertQuiet(page);
    }

    @Test
    void policyStopsForeignScriptAndForeignRequests() throws IOException {
        Page page = open("policy", SampleReports.healthy(), new Browser.NewContextOptions());
        page.evaluate("""
                const script = document.createElement('script');
                script.textContent = 'window.ran = true';
                document.body.append(script);
                const image = document.createElement('img');
                image.alt = '';
                image.src = 'https://example.invalid/x.png';
                document.body.append(image);
                """);
        assertThat(page.evaluate("window.ran === undefined")).isEqualTo(true);
        page.waitForCondition(() -> complaints().size() >= 2);
        assertThat(complaints()).allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
    }

    @Test
    void copiesTheKeyOfTheRemedy() throws IOException {
        Page page = open(
                "copy",
                SampleReports.stalledLogging(),
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        page.getByLabel("Copy neverBlock").first().click();
        page.waitForSelector("button:has-text('Copied')");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("neverBlock");
        assertQuiet(page);
    }

    @Test
    void linkToAFoldedGroupOpensIt() throws IOException {
        Page page = open("anchors", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        assertThat(page.locator("#groups\\/2").getAttribute("open")).isNull();
        page.evaluate("location.hash = '#groups/2'");
        page.waitForSelector("#groups\\/2[open] .stack");
        assertThat(page.locator("#groups\\/2 .stack").isVisible()).isTrue();
        assertQuiet(page);
    }

    @Test
    void readsInFullWithoutScripts() throws IOException {
        Page page = open(
                "noscript",
                SampleReports.stalledLogging(),
                new Browser.NewContextOptions().setJavaScriptEnabled(false));
        assertThat(page.locator("#unit-table tbody tr").count()).isEqualTo(120);
        assertThat(page.locator("#unit-table .left-out").textContent()).contains("141 more threads, in report.json");
        assertThat(page.locator(".flame .box").count()).isGreaterThan(20);
        assertThat(page.locator("button:visible").count()).isZero();
        assertThat(page.locator(".remedies code").first().isVisible()).isTrue();
        assertThat(page.locator("#groups\\/1 .stack li").count()).isEqualTo(19);
    }

    @Test
    void paperShowsWhatTheScreenFolds() throws IOException {
        Page page = open("print", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#groups\\/2 .stack").boundingBox().height).isGreaterThan(50);
        assertThat(page.locator(".contents").isVisible()).isFalse();
    }
}
