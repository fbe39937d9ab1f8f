package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A page in a real Chromium, opened from disk. Pictures of it go to target/screenshots.
abstract class ChromiumTest {
    static final Path PAGES = Path.of("target/browser").toAbsolutePath();
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

    Page open(String name, IncidentReport report, Browser.NewContextOptions options) throws IOException {
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

    void assertQuiet(Page page) {
        assertThat(complaints).as("console").isEmpty();
        assertThat(requests)
                .as("requests")
                .allMatch(url -> url.equals(page.url().replaceFirst("#.*", "")) || url.equals("about:blank"));
    }

    /// What the page asked for beside itself, and what it complained about.
    List<String> complaints() {
        return complaints;
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
