package dev.holdup.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.Incident;
import dev.holdup.samples.incidents.Incidents;
import dev.holdup.samples.incidents.Staging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {

    private record Ended(int exitCode, String output) {}

    @Test
    void listNamesEveryIncident() throws Exception {
        Ended list = stage("list");

        assertThat(list.exitCode()).isZero();
        List<String> names =
                new ArrayList<>(Incidents.all().stream().map(Incident::name).toList());
        ErlangIncident.all().stream().map(ErlangIncident::name).forEach(names::add);
        assertThat(list.output().lines()).map(line -> line.split(" ", 2)[0]).containsExactlyElementsOf(names);
    }

    @Test
    void wrongUsageIsOneSentenceAndExitCodeTwo() throws Exception {
        assertThat(stage("nonsense", "-o", "x"))
                .isEqualTo(new Ended(2, "stage: there is no incident nonsense; see stage --help\n"));
        assertThat(stage("healthy"))
                .isEqualTo(new Ended(2, "stage: an incident's name and -o DIR are needed; see stage --help\n"));
        assertThat(stage("healthy", "-o")).isEqualTo(new Ended(2, "stage: -o needs a value; see stage --help\n"));
    }

    private static Ended stage(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Staging.ownJavaHome().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stage.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
