package dev.holdup.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.holdup.server.access.AccessSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in with a token, in a real Chromium, over TLS as others reach the server.
class LoginInBrowserTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");
    private static final double PATIENCE_MILLIS = 90_000;

    @TempDir
    private Path folder;

    @Test
    void aReaderLogsInSeesProgressAndReportAndLogsOut() throws Exception {
        String named = System.getenv("CHROMIUM");
        Path executable = Path.of(named == null ? "/usr/bin/chromium" : named);
        assumeTrue(
                Files.isExecutable(executable),
                "NO BROWSER TEST WAS RUN: no Chromium at " + executable + "; install it or name it in CHROMIUM");
        try (TestServer server =
                        TestServer.in(folder.resolve("data"), AccessSettings.local(), TestCertificate.in(folder));
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
            String admin = server.makeToken("admin", "admin");
            server.use(admin);
            String reader = server.makeToken("Grete <b>", "read");
            Page page = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))
                    .newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.navigate("https://127.0.0.1:" + server.port() + "/");

            assertThat(page.locator("h1")).hasText("Log in");
            assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
            page.fill("#token", "holdup_wrong");
            page.click("form button");
            assertThat(page.locator("#said")).containsText("This token is unknown");
            page.fill("#token", reader);
            page.click("form button");

            assertThat(page.locator("h1")).hasText("Incidents");
            assertThat(page.locator("#who")).containsText("Grete <b> (read)");
            Cookie cookie = page.context().cookies().getFirst();
            assertThat(cookie.name).isEqualTo("__Host-holdup-session");
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            page.setInputFiles("#files", INCIDENT.resolve("threads-1.txt"));
            // By events, which come with the cookie.
            assertThat(page.locator(".state.done")).isVisible(patiently());
            assertThat(page.frameLocator("iframe").locator("#verdict")).isVisible(patiently());
            assertThat(page.getByText("Delete")).hasCount(0);
            assertThat(new AxeBuilder(page).exclude("iframe").analyze().getViolations())
                    .isEmpty();
            page.reload();
            assertThat(page.locator(".state.done")).isVisible(patiently());

            page.getByText("Log out").click();
            assertThat(page.locator("h1")).hasText("Log in");
            assertThat(page.context().cookies()).isEmpty();
            server.use(null);
            assertThat(server.send(server.request("/api/incidents")
                                    .header("Cookie", cookie.name + "=" + cookie.value)
                                    .build())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }
}
