package dev.holdup.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.cli.Main;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What is in the packages, and that their runtime has what each command needs.
class PackagesIT {
    @TempDir
    private static Path folder;

    private static Path home = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        Ended.run(folder, List.of("tar", "-xzf", Packages.ARCHIVE.toString())).printed();
        home = folder.resolve(Packages.NAME);
    }

    @Test
    void checksumsAreThoseOfThePackages() throws Exception {
        assertThat(Ended.run(Packages.FOLDER, List.of("sha256sum", "--check", "--strict", "SHA256SUMS"))
                        .printed())
                .contains(Packages.NAME + ".tar.gz: OK", Packages.NAME + ".deb: OK");
    }

    @Test
    void everyLibraryIsInTheBillOfMaterialsAndHasALicence() throws Exception {
        String bill = Files.readString(home.resolve("holdup.cdx.json"));
        String licences = Files.readString(home.resolve("THIRD-PARTY.txt"));
        List<String> libraries;
        try (Stream<Path> files = Files.walk(home.resolve("lib"))) {
            libraries = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("analyzer-spark"))
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .toList();
        }

        assertThat(libraries).hasSizeGreaterThan(50).contains("picocli-4.7.7");
        assertThat(libraries).allSatisfy(library -> {
            int version = library.replaceFirst("-\\d.*", "").length();
            String name = library.substring(0, version);
            assertThat(bill).contains("/" + name + "@" + library.substring(version + 1) + "?type=jar");
            assertThat(licences).containsPattern(":" + name + " " + library.substring(version + 1) + ": \\w");
        });
    }

    @Test
    void everyCommandHasItsPageWithItsOptions() throws Exception {
        CommandLine holdup = Main.commandLine();
        List<CommandLine> commands = new ArrayList<>(holdup.getSubcommands().values());
        commands.add(holdup);

        for (CommandLine command : commands) {
            String name = command.getCommandSpec().qualifiedName("-");
            String page = Files.readString(home.resolve("share/man/man1/" + name + ".1"));
            assertThat(page).contains(".SH NAME", ManPage.escaped(name + " - "), ".SH EXIT STATUS");
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.hidden()) {
                    assertThat(page).contains(ManPage.escaped(option.longestName()));
                }
            }
        }
    }

    @Test
    void everyWordThatCompletionOffersIsTaken() throws Exception {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.completionCandidates() != null && option.converters().length > 0) {
                    for (String word : option.completionCandidates()) {
                        assertThat(option.converters()[0].convert(word))
                                .as(option.longestName())
                                .isNotNull();
                    }
                }
            }
        }
        assertThat(Files.readString(home.resolve("share/bash-completion/completions/holdup")))
                .contains("(\"auto\" \"always\" \"never\")", "\"html\" \"json\" \"md\"");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path completion = home.resolve("share/bash-completion/completions/holdup");

        assertThat(completed(completion, "holdup", "ana")).containsExactly("analyze");
        assertThat(completed(completion, "holdup", "analyze", "--fail")).containsExactly("--fail-on");
    }

    /// What pressing the key after the last word offers.
    private static List<String> completed(Path completion, String... words) throws Exception {
        String script = "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                + " COMP_POINT=${#COMP_LINE}; _complete_holdup; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, completion.toString()));
        command.addAll(List.of(words));
        return Ended.run(folder, command)
                .printed()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void theServerAndWhatItStartsRunOnTheRuntimeThatComesAlong() throws Exception {
        Process server = new ProcessBuilder(
                        "env",
                        "-i",
                        "PATH=/usr/bin:/bin",
                        home.resolve("bin/holdup").toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--settle",
                        "0.2")
                .redirectError(folder.resolve("server.txt").toFile())
                .start();
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            String address = out.readLine();
            assertThat(address)
                    .as(Files.readString(folder.resolve("server.txt")))
                    .startsWith("http://127.0.0.1:");
            assertThat(server.info().command().orElseThrow())
                    .isEqualTo(home.toRealPath().resolve("runtime/bin/java").toString());

            Path dump = home.resolve("demo/logback-stalled-disk/threads-1.txt");
            HttpRequest put = HttpRequest.newBuilder(URI.create(address + "put/threads-1.txt"))
                    .PUT(HttpRequest.BodyPublishers.ofFile(dump))
                    .build();
            assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isBetween(200, 299);

            String incidents = "";
            for (int tries = 0; tries < 600 && !incidents.contains("Logback"); tries++) {
                Thread.sleep(100);
                incidents = http.send(
                                HttpRequest.newBuilder(URI.create(address + "api/incidents"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
            }
            assertThat(incidents).contains("Logback", "blocked");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void anotherRuntimeThanTheOneThatComesAlongHasToBeNamed() throws Exception {
        String mine = System.getProperty("java.home");

        String ignored = foundHome("JAVA_HOME=" + mine);
        String named = foundHome("JAVA_HOME=" + mine, "HOLDUP_JAVA_HOME=" + mine);

        assertThat(ignored.strip()).isEqualTo(home.resolve("runtime").toString());
        assertThat(named.strip()).isEqualTo(mine);
        assertThat(Ended.run(folder, List.of("env", "JAVA_HOME=" + mine, "sh", findJdk(), "--whole"))
                        .printed()
                        .strip())
                .as("for Spark")
                .isEqualTo(mine);
    }

    private static String foundHome(String... environment) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
        command.addAll(List.of(environment));
        command.addAll(List.of("sh", findJdk()));
        return Ended.run(folder, command).printed();
    }

    private static String findJdk() {
        return home.resolve("bin/find-jdk").toString();
    }
}
