package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdup.report.fleet.FleetRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The index of a fleet in a real Chromium.
class FleetInBrowserTest extends ChromiumTest {
    private static final Browser.NewContextOptions WIDE = new Browser.NewContextOptions().setViewportSize(1280, 900);

    private Page open() throws IOException {
        return openPage("fleet", FleetReport.html(SampleFleet.rows()), WIDE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessibleQuietAndSelfContained(ColorScheme scheme) throws IOException {
        Page page = openPage(
                "fleet",
                FleetReport.html(SampleFleet.rows()),
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1280, 900));
        picture(page, "fleet-" + scheme.name().toLowerCase(Locale.ROOT));

        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("axe")
                .extracting(
                        rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertQuiet(page);
    }

    @Test
    void sortsIncidentsByAnyColumnAndFiltersThemByServiceAndWord() throws IOException {
        Page page = open();
        Locator rows = page.locator("#incidents tbody tr:visible");
        assertThat(rows.count()).isEqualTo(SampleFleet.INCIDENTS);
        String newest = SampleFleet.rows().stream()
                .max(Comparator.comparing((FleetRow row) -> String.valueOf(row.time())))
                .orElseThrow()
                .incident();
        assertThat(rows.first().textContent()).contains(newest);

        page.locator("#incidents th button", new Page.LocatorOptions().setHasText("Taken"))
                .click();
        page.locator("#incidents th button", new Page.LocatorOptions().setHasText("Taken"))
                .click();
        assertThat(rows.first().textContent())
                .contains(SampleFleet.rows().getFirst().incident());

        page.locator("#incidents select[aria-label=Service]").selectOption("pay");
        assertThat(rows.count()).isEqualTo(SampleFleet.INCIDENTS / 3);
        page.locator("#incidents input[type=search]").fill("nothing-like-this");
        assertThat(rows.count()).isZero();
        assertQuiet(page);
    }

    @Test
    void sortsCausesByThreadsToo() throws IOException {
        Page page = open();
        page.locator("#causes th button", new Page.LocatorOptions().setHasText("Threads"))
                .click();

        Object threads = page.evaluate(
                "[...document.querySelectorAll('#causes tbody tr')].map(row => Number(row.cells[4].dataset.v))");
        assertThat(threads)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Integer.class))
                .hasSize(3)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aCauseLeadsToTheReportThatCostsTheMost() throws IOException {
        String worst = SampleFleet.rows().stream()
                .filter(row -> "blocked".equals(row.verdict()))
                .findFirst()
                .orElseThrow()
                .incident();
        Path report = PAGES.resolve("incidents").resolve(worst).resolve("report.html");
        Files.createDirectories(report.getParent());
        Files.writeString(report, GoldenReportsTest.written(new HtmlReport(), SampleReports.stalledLogging()));

        Page page = open();
        page.locator("#incidents a", new Page.LocatorOptions().setHasText(worst))
                .click();

        assertThat(page.url()).endsWith("incidents/" + worst + "/report.html");
        assertThat(page.locator(".verdict h1").textContent()).contains("threads");
    }

    @Test
    void fitsAPhone() throws IOException {
        Page page = openPage(
                "fleet",
                FleetReport.html(SampleFleet.rows()),
                new Browser.NewContextOptions().setViewportSize(360, 740));

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(List.of(page.locator("#causes tbody tr").count())).containsExactly(3);
        assertQuiet(page);
    }
}
