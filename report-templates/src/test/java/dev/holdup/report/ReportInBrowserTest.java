package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The page in a real Chromium, opened from disk. Pictures of it go to target/screenshots.
class ReportInBrowserTest {
    private static final Path PAGES = Path.of("target/browser").toAbsolutePath();
    private static final Path PICTURES = Path.of("target/screenshots");

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    /// What the page asked for beside itself, and what it complained about.
    private final List<String> requests = new ArrayList<>();

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void startChromium() throws IOException {
        String named = System.getenv("CHROMIUM");
        Path executable = Path.of(named == null ? "/usr/bin/chromium" : named);
        assumeTrue(
                Files.isExecutable(executable),
                "NO BROWSER TEST WAS RUN: no Chromium at " + executable + "; install it or name it in CHROMIUM");
        Files.createDirectories(PAGES);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopChromium() {
        if (browser != null) {
            browser.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void closeContexts() {
        contexts.forEach(BrowserContext::close);
    }

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
                        [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 361 && !e.closest('.scroll'))
                        .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)""")).isEqualTo(List.of());
        assertThat(hostile.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @Test
    void hostileNamesBecomeNeitherElementsNorScripts() throws IOException {
        Page page = open("hostile", HostileReports.everyText(), new Browser.NewContextOptions());
        page.onDialog(dialog -> complaints.add("dialog " + dialog.message()));
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.locator("script").count()).isOne();
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
        page.waitForCondition(() -> complaints.size() >= 2);
        assertThat(complaints).allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
    }

    @Test
    void filtersAndSortsTheTableOfThreads() throws IOException {
        Page page = open("tables", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.getByLabel("Search threads").fill("exec-19 OutputStream");
        assertThat(page.locator("#unit-table tbody tr:visible").count()).isEqualTo(11);
        assertThat(page.locator("#unit-table [role=status]").textContent()).isEqualTo("11 of 261 threads");
        page.getByLabel("Search threads").fill("");
        assertThat(page.locator("#unit-table tbody tr:visible").count()).isEqualTo(261);
        page.locator("#unit-table th button:has-text('Retained')").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#unit-table th[aria-sort=descending]").textContent())
                .isEqualTo("Retained");
        assertThat(firstCell(page)).contains("http-nio-8080-exec-200");
        page.keyboard().press("Enter");
        assertThat(page.locator("#unit-table th[aria-sort]").getAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(page.locator("#unit-table tbody tr:first-child data").getAttribute("value"))
                .isEqualTo("70733");
        assertQuiet(page);
    }

    @Test
    void copiesTheKeyOfTheRemedy() throws IOException {
        Page page = open(
                "copy",
                SampleReports.stalledLogging(),
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        page.getByLabel("Copy neverBlock").click();
        page.waitForSelector("button:has-text('Copied')");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("neverBlock");
        assertQuiet(page);
    }

    @Test
    void linkToAFoldedGroupOpensIt() throws IOException {
        Page page = open("anchors", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        assertThat(page.locator("#group-1").getAttribute("open")).isNull();
        page.locator("#unit-table a[href='#group-1']").first().click();
        page.waitForSelector("#group-1[open] .stack");
        assertThat(page.locator("#group-1 .stack").isVisible()).isTrue();
        assertQuiet(page);
    }

    @Test
    void readsInFullWithoutScripts() throws IOException {
        Page page = open(
                "noscript",
                SampleReports.stalledLogging(),
                new Browser.NewContextOptions().setJavaScriptEnabled(false));
        assertThat(page.locator("#unit-table tbody tr").count()).isEqualTo(261);
        assertThat(page.locator("button:visible").count()).isZero();
        assertThat(page.locator(".remedies code").first().isVisible()).isTrue();
        assertThat(page.locator("#group-0 .stack li").count()).isEqualTo(19);
    }

    @Test
    void paperShowsWhatTheScreenFolds() throws IOException {
        Page page = open("print", SampleReports.stalledLogging(), new Browser.NewContextOptions());
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#group-1 .stack").boundingBox().height).isGreaterThan(50);
        assertThat(page.locator(".contents").isVisible()).isFalse();
    }

    private Page open(String name, IncidentReport report, Browser.NewContextOptions options) throws IOException {
        BrowserContext context = Objects.requireNonNull(browser).newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onConsoleMessage(message -> complaints.add(message.type() + " " + message.text()));
        page.onPageError(complaints::add);
        Path file = PAGES.resolve(name + ".html");
        Files.writeString(file, GoldenReportsTest.written(new HtmlReport(), report));
        page.navigate(file.toUri().toString());
        return page;
    }

    private void assertQuiet(Page page) {
        assertThat(complaints).as("console").isEmpty();
        assertThat(requests)
                .as("requests")
                .allMatch(url -> url.equals(page.url().replaceFirst("#.*", "")) || url.equals("about:blank"));
    }

    private static String firstCell(Page page) {
        return page.locator("#unit-table tbody tr:first-child td:first-child").textContent();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
