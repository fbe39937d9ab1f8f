package dev.holdup.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real Chromium, as somebody uses it after an incident.
class PageInBrowserTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");
    private static final double PATIENCE_MILLIS = 90_000;

    private static @Nullable Playwright playwright;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startChromium() {
        String named = System.getenv("CHROMIUM");
        Path executable = Path.of(named == null ? "/usr/bin/chromium" : named);
        assumeTrue(
                Files.isExecutable(executable),
                "NO BROWSER TEST WAS RUN: no Chromium at " + executable + "; install it or name it in CHROMIUM");
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
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        server = TestServer.in(folder.resolve("data"));
        page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address());
    }

    @AfterEach
    void close() {
        page.close();
        server.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Test
    void filesAreDroppedTheVerdictIsReadAndFoundAgainAfterARestart() throws Exception {
        page.fill("#service", "shop");
        page.fill("#tags", "disk, night");
        page.setInputFiles("#files", new Path[] {
            INCIDENT.resolve("heap.hprof.gz"), INCIDENT.resolve("threads-1.txt"), INCIDENT.resolve("threads-2.txt")
        });

        assertThat(page.locator(".state.done")).isVisible(patiently());
        assertThat(page.locator(".verdict")).containsText("wait to write a log line through Logback");
        assertThat(page.locator("ul.plain .name")).hasCount(3);
        // The very report, with its script, in a frame of no origin.
        assertThat(page.frameLocator("iframe").locator("#verdict")).isVisible(patiently());
        assertThat(page.locator("iframe")).hasAttribute("sandbox", "allow-scripts");
        assertThat(complaints).isEmpty();
        assertThat(new AxeBuilder(page).exclude("iframe").analyze().getViolations())
                .isEmpty();

        server.restart();
        page.navigate(address());
        page.fill("input[name=q]", "logback");
        page.click("form button");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody .tag")).hasText(new String[] {"disk", "night"});
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        page.selectOption("select[name=kind]", "deadlock");
        assertThat(page.locator("#incidents")).hasText("There is no such incident.");
        page.selectOption("select[name=kind]", "blocked");
        page.click("tbody a");
        assertThat(page.frameLocator("iframe").locator("#verdict")).isVisible(patiently());
        // What it complained about while the server was away is no fault of its own.
        complaints.removeIf(complaint -> complaint.contains("net::ERR_"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void somebodyLooksIntoTheHeapFromTheTreeToAValue() throws Exception {
        page.setInputFiles("#files", INCIDENT.resolve("heap.hprof.gz"));
        assertThat(page.locator(".state.done")).isVisible(patiently());
        page.getByText("Look into the heap").click();

        Locator folds = page.locator(".wide > ul.tree > li > .fold");
        assertThat(folds.first()).isVisible(patiently());
        isAccessible();
        folds.first().focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("ul.tree ul.tree > li").first()).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("ul.tree ul.tree :focus")).hasCount(1);
        page.keyboard().press("ArrowLeft");

        exactly("Classes").click();
        page.fill("#look input[name=q]", "java.lang.Thread");
        page.selectOption("select[name=sort]", "name");
        exactly("java.lang.Thread").click();
        assertThat(page.locator("h2")).hasText("java.lang.Thread");
        isAccessible();

        exactly("Threads").click();
        page.locator("#look ul.plain a").first().click();
        assertThat(page.locator("ol.frames > li").first()).isVisible();
        isAccessible();
        page.locator("#look p a").first().click();
        assertThat(page.getByText("It is a live thread")).isVisible();
        page.getByText("Find the shortest ways").click();
        assertThat(page.locator("ol.way").first()).containsText("live thread");
        assertThat(page.locator("mark")).hasCount(0);
        page.getByText("Show values").click();
        assertThat(page.locator("tr[data-field='java.lang.Thread.tid'] mark")).isVisible();
        isAccessible();

        // Whoever gets the link sees the same.
        page.reload();
        assertThat(page.locator("#look h2")).containsText("Thread");
        assertThat(complaints).isEmpty();
        page.fill("nav input", "0x1");
        exactly("Look").click();
        assertThat(page.locator("#look .error")).hasText("No object begins at that address.");
    }

    @Test
    void whatWasSeenBeforeIsCountedAndCompared() throws Exception {
        for (int i = 0; i < 2; i++) {
            page.navigate(address());
            page.fill("#service", "shop");
            page.setInputFiles("#files", INCIDENT.resolve("threads-1.txt"));
            assertThat(page.locator(".state.done")).isVisible(patiently());
        }
        assertThat(page.locator("#similar .trend svg rect")).hasCount(1);
        assertThat(page.locator("#similar .trend svg"))
                .hasAttribute("aria-label", Pattern.compile("[-\\d]{10}: 2 incidents, .*"));
        page.getByText("Compare", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.frameLocator("iframe").locator("body")).containsText("threads-1.txt", inFrame());
        assertThat(complaints).isEmpty();
        assertThat(new AxeBuilder(page).exclude("iframe").analyze().getViolations())
                .isEmpty();

        page.navigate(address() + "#/?service=shop");
        assertThat(page.locator(".trend svg rect")).hasCount(1);
        assertThat(page.locator(".trend")).containsText("Incidents of shop");
        isAccessible();
    }

    private static LocatorAssertions.ContainsTextOptions inFrame() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private void isAccessible() {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private Locator exactly(String text) {
        return page.getByText(text, new Page.GetByTextOptions().setExact(true));
    }

    @Test
    void anUploadIsPausedAndGoesOn() throws Exception {
        byte[] content = new byte[60 << 20];
        new Random(1).nextBytes(content);
        Path file = folder.resolve("<img src=x onerror=alert(1)>.bin");
        Files.write(file, content);
        // Slowly enough to be paused.
        page.context().newCDPSession(page).send("Network.emulateNetworkConditions", throughput(8 << 20));
        page.setInputFiles("#files", file);
        Locator sent = page.locator(".sent");
        assertThat(sent)
                .hasText(
                        Pattern.compile("^([1-9]|[12]\\d)[.\\d]* MB of 62\\.9 MB"),
                        new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));

        page.getByText("Pause").click();
        assertThat(page.getByText("Resume")).isVisible();
        Thread.sleep(500);
        String paused = sent.innerText();
        Thread.sleep(1000);
        assertThat(sent).hasText(paused);
        page.getByText("Resume").click();

        assertThat(page.locator(".state.failed")).isVisible(patiently());
        assertThat(page.locator("ul.plain .name")).hasText("<img src=x onerror=alert(1)>.bin");
        assertThat(page.locator("ul.plain img")).hasCount(0);
        List<String> stored = server.filesOnDisk();
        assertThat(stored).hasSize(1);
        assertThat(Files.mismatch(folder.resolve("data").resolve(stored.getFirst()), file))
                .isEqualTo(-1);
    }

    @Test
    void filesAreDroppedWithTheMouseAndTheIncidentIsDeleted() throws Exception {
        page.evaluate(
                "text => { const data = new DataTransfer(); data.items.add(new File([text], 'threads.txt'));"
                        + " document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data})); }",
                Files.readString(INCIDENT.resolve("threads-1.txt")));

        assertThat(page.locator(".state.done")).isVisible(patiently());
        assertThat(page.locator("h1")).hasText("threads.txt");
        String second = TestServer.incidentOf(
                server.put("/put/again/threads.txt", Files.readAllBytes(INCIDENT.resolve("threads-1.txt"))));
        server.awaitState(second, "done");
        page.reload();
        assertThat(page.locator("#similar a")).hasText(new String[] {"again", "Compare"});
        server.delete("/api/incidents/" + second);
        page.onDialog(dialog -> dialog.accept());
        page.getByText("Delete").click();
        assertThat(page.locator("#incidents")).hasText("There is no such incident.");
        assertThat(server.filesOnDisk()).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void whenTheFilesGoIsSaidSomebodyKeepsThemAndThenThatTheyAreGone() throws Exception {
        Path data = folder.resolve("keeping");
        RetentionPolicy policy = new RetentionPolicy(Duration.ofDays(30), Duration.ofDays(365), 0);
        try (TestServer keeping = TestServer.in(data, new DatabaseAddress.InFolder(data), null, policy)) {
            String id = TestServer.incidentOf(
                    keeping.put("/put/threads.txt", Files.readAllBytes(INCIDENT.resolve("threads-1.txt"))));
            keeping.awaitState(id, "done");
            page.navigate("http://127.0.0.1:" + keeping.port() + "/#/incidents/" + id);
            assertThat(page.locator("#keeping")).containsText("The files are removed ");
            page.click("#pin");
            assertThat(page.locator("#keeping")).containsText("Kept: nothing of it goes by itself.");
            keeping.keepUp(Duration.ofDays(31));
            page.click("#pin");
            assertThat(page.locator("#keeping")).containsText("The files are removed ");

            keeping.keepUp(Duration.ZERO);

            assertThat(page.locator("#keeping")).containsText("The files were removed ");
            assertThat(page.locator("ul.plain")).containsText("removed");
            assertThat(page.getByText("Analyze again")).isDisabled();
            assertThat(page.frameLocator("iframe").locator("#verdict")).isVisible(patiently());
            assertThat(new AxeBuilder(page).exclude("iframe").analyze().getViolations())
                    .isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static com.google.gson.JsonObject throughput(int bytesPerSecond) {
        com.google.gson.JsonObject conditions = new com.google.gson.JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        return conditions;
    }
}
