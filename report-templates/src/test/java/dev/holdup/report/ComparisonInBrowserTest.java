package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.holdup.analysis.comparison.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a comparison in a real Chromium.
class ComparisonInBrowserTest extends ChromiumTest {

    private Page open(String name, Comparison comparison, Browser.NewContextOptions options) throws IOException {
        return openPage(name, ComparisonReportTest.drawn(comparison, ReportFormat.HTML), options);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isAccessibleQuietAndSelfContained(ColorScheme scheme) throws IOException {
        for (Map.Entry<String, Comparison> sample : SampleComparisons.all().entrySet()) {
            // One file for all: a request for another one would be told.
            Page page = open(
                    "comparison",
                    sample.getValue(),
                    new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1280, 800));
            picture(page, sample.getKey() + "-" + scheme.name().toLowerCase(Locale.ROOT));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("axe")
                    .extracting(rule ->
                            rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                    .isEmpty();
            assertThat(page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
                            + ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"))
                    .isEqualTo(List.of());
            assertQuiet(page);
        }
    }

    @Test
    void fitsAPhoneWhateverTheNames() throws IOException {
        Browser.NewContextOptions phone = new Browser.NewContextOptions().setViewportSize(360, 740);
        for (Comparison comparison : ComparisonReportTest.hostile().toList()) {
            Page page = open("comparison-hostile", comparison, phone);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
            assertThat(page.locator("img").count()).isZero();
            assertThat(page.locator("script").count()).isOne();
            assertQuiet(page);
        }
    }

    @Test
    void barsOfGrowthGoRightAndOfShrinkingLeft() throws IOException {
        Page page = open(
                "bars",
                SampleComparisons.of(SampleReports.healthy(), SampleReports.heldByObject()),
                new Browser.NewContextOptions().setViewportSize(1280, 800));

        // Of the rows of the memory: where the bar lies in its cell, and whether the figure says the same.
        Object wrong = page.evaluate("""
                [...document.querySelectorAll('#memory tbody tr')].filter(row => {
                  const change = Number(row.cells[2].dataset.v);
                  const bar = row.querySelector('rect:not(.middle)').getBoundingClientRect();
                  const cell = row.querySelector('svg').getBoundingClientRect();
                  const middle = cell.left + cell.width / 2;
                  return change > 0 ? bar.left < middle - 1 : change < 0 && bar.right > middle + 1;
                }).length""");
        assertThat(wrong).isEqualTo(0);
        assertThat(page.locator("#memory tbody tr").count()).isGreaterThan(3);
    }
}
