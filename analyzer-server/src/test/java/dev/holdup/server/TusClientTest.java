package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official client of the tus protocol, as it is published for browsers, in a real Chromium.
class TusClientTest {
    private static final String VERSION = "4.3.1";
    private static final String SHA_256 = "919f46808b2c689be9214df5c0f21879bee4a4599b34e212ada8f14de1db9bc0";
    /// As a page would use it: parts of 1 MB, a checksum with each, what was begun is found in the browser's storage.
    private static final String SCRIPT = """
            const begin = (file, more) => new tus.Upload(file, {
              endpoint: '/api/uploads', chunkSize: 1 << 20, retryDelays: [100, 500, 1000],
              metadata: { filename: file.name, label: 'tus-js' },
              onBeforeRequest: async (request) => {
                if (request.getMethod() !== 'PATCH') return;
                const offset = Number(request.getHeader('Upload-Offset'));
                const part = await file.slice(offset, offset + (1 << 20)).arrayBuffer();
                const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', part));
                if (window.damage) hash[0]++;
                request.setHeader('Upload-Checksum', 'sha256 ' + btoa(String.fromCharCode(...hash)));
              },
              ...more });
            window.sendUntil = (stopAt) => new Promise(async (resolve, reject) => {
              const file = document.querySelector('#tusfile').files[0];
              const upload = begin(file, {
                onError: (problem) => resolve('failed: ' + problem.originalResponse?.getStatus()),
                onSuccess: () => resolve('done'),
                onChunkComplete: async (size, accepted) => {
                  if (stopAt && accepted >= stopAt) { await upload.abort(window.terminate); resolve('stopped at ' + accepted); }
                } });
              const before = await upload.findPreviousUploads();
              if (before.length) upload.resumeFromPreviousUpload(before[0]);
              window.lastUpload = upload;
              upload.start();
            });
            // A script whose value is a function would be called.
            undefined;
            """;

    @TempDir
    private Path folder;

    @Test
    void itAbortsResumesChecksAndTerminates() throws Exception {
        Path chromium = Path.of(System.getenv("CHROMIUM") == null ? "/usr/bin/chromium" : System.getenv("CHROMIUM"));
        assumeTrue(Files.isExecutable(chromium), "THE TUS CLIENT WAS NOT TESTED: no Chromium at " + chromium);
        String client = client();
        byte[] content = new byte[9_000_001];
        new Random(4).nextBytes(content);
        Path file = Files.write(folder.resolve("heap.hprof"), content);
        try (TestServer server = TestServer.in(folder.resolve("data"));
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
                // Its own page allows no script but its own.
                BrowserContext context = browser.newContext(new Browser.NewContextOptions().setBypassCSP(true))) {
            Page page = context.newPage();
            page.navigate("http://127.0.0.1:" + server.port() + "/");
            page.evaluate(client);
            page.evaluate(SCRIPT);
            page.evaluate("() => { const input = document.createElement('input'); input.type = 'file';"
                    + " input.id = 'tusfile'; document.body.append(input); }");
            page.setInputFiles("#tusfile", file);

            for (int i = 1; i <= 3; i++) {
                int stopAt = i * 2_000_000;
                assertThat(send(page, stopAt)).startsWith("stopped at ");
                long offset = server.offset(address(page));
                assertThat(offset).isBetween((long) stopAt, content.length - 1L);
            }
            // Damaged on its way: refused with 460, and nothing of it is kept.
            long before = server.offset(address(page));
            page.evaluate("() => { window.damage = true; }");
            assertThat(send(page, 0)).isEqualTo("failed: 460");
            page.evaluate("() => { window.damage = false; }");
            assertThat(server.offset(address(page))).isEqualTo(before);

            assertThat(send(page, 0)).isEqualTo("done");

            String hash = sha256(content);
            assertThat(server.content(hash)).isEqualTo(content);
            String upload = address(page);
            String incident = server.send(server.tus(upload).HEAD().build())
                    .headers()
                    .firstValue("Holdup-Incident")
                    .orElseThrow();
            assertThat(json(server.get("/api/incidents/" + incident))
                            .get("label")
                            .stringValue())
                    .isEqualTo("tus-js");

            page.setInputFiles("#tusfile", Files.write(folder.resolve("other.hprof"), content));
            page.evaluate("() => { window.terminate = true; }");
            assertThat(send(page, 3_000_000)).startsWith("stopped at ");
            assertThat(server.send(server.tus(address(page)).HEAD().build()).statusCode())
                    .isEqualTo(404);
            assertThat(server.filesOnDisk())
                    .filteredOn(name -> name.startsWith("uploads/"))
                    .isEmpty();
        }
    }

    private static String send(Page page, int stopAt) {
        return String.valueOf(page.evaluate("stopAt => window.sendUntil(stopAt)", stopAt));
    }

    private static String address(Page page) {
        String url = String.valueOf(page.evaluate("() => window.lastUpload.url"));
        return url.replaceFirst("https?://[^/]+", "");
    }

    /// The published file, fetched by npm once for a build folder.
    private static String client() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/npm"));
        Path archive = folder.resolve("tus-js-client-" + VERSION + ".tgz");
        if (!Files.exists(archive)) {
            String why = pack(folder);
            assumeTrue(Files.exists(archive), "THE TUS CLIENT WAS NOT TESTED: npm could not fetch it" + why);
        }
        byte[] bytes = Files.readAllBytes(archive);
        assertThat(sha256(bytes)).isEqualTo(SHA_256);
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/dist/tus.min.js")) {
                    return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no dist/tus.min.js in it");
    }

    private static String pack(Path folder) throws InterruptedException {
        try {
            Process npm = new ProcessBuilder("npm", "pack", "--silent", "tus-js-client@" + VERSION)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(60, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                return ": it took too long";
            }
            return ": see " + folder.resolve("npm.log");
        } catch (IOException absent) {
            return ": there is no npm";
        }
    }

    private static String sha256(byte[] content) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        return java.util.HexFormat.of().formatHex(hash);
    }
}
