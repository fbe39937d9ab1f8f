package dev.holdup.samples;

import dev.holdup.samples.incidents.ErlangIncident;
import dev.holdup.samples.incidents.ErlangStaging;
import dev.holdup.samples.incidents.Incident;
import dev.holdup.samples.incidents.Incidents;
import dev.holdup.samples.incidents.Scale;
import dev.holdup.samples.incidents.Staging;
import dev.holdup.samples.incidents.StagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `stage list` and `stage NAME -o DIR`: takes the dumps of an incident that it has brought about itself.
public final class Stage {

    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 3;

    private static final String HELP = """
            Brings an incident about with the real libraries and takes its dumps.

              stage list                 names of the incidents, one line each
              stage NAME -o DIR          writes heap.hprof, threads-1.txt to threads-3.txt,
                                         expected.json and README.md into DIR; of an Erlang
                                         node erl_crash.dump instead, by erl on the PATH

            Options:
              --small                    payloads of a few megabytes only
              --gzip                     heap.hprof.gz instead of heap.hprof
              --java HOME                the JDK that runs the application, 17 or newer (default: the running one)
              --help                     this text

            Needs named pipes (mkfifo). Each takes some ten seconds. Example:
              stage logback-stalled-disk -o /tmp/incident --java /usr/lib/jvm/java-17-openjdk
            """;

    private Stage() {}

    private record Order(Incident incident, Path out, Scale scale, boolean gzip, Path javaHome) {}

    public static void main(String... args) throws IOException, InterruptedException {
        System.exit(run(args));
    }

    private static int run(String... args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            System.out.print(HELP);
            return words.isEmpty() ? WRONG_USAGE : 0;
        }
        if (words.equals(List.of("list"))) {
            Incidents.all().forEach(incident -> System.out.printf("%-22s %s%n", incident.name(), incident.summary()));
            ErlangIncident.all()
                    .forEach(incident -> System.out.printf("%-22s %s%n", incident.name(), incident.summary()));
            return 0;
        }
        if (ErlangIncident.named(words.get(0)).isPresent()) {
            return stageNode(words);
        }
        Order order;
        try {
            order = read(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println("stage: " + wrong.getMessage() + "; see stage --help");
            return WRONG_USAGE;
        }
        try {
            new Staging(order.javaHome(), order.scale()).stage(order.incident(), order.out());
            if (order.gzip()) {
                Staging.compress(order.out().resolve("heap.hprof"));
            }
        } catch (StagingException failed) {
            System.err.println("stage: " + failed.getMessage());
            return FAILED;
        }
        System.out.println(order.incident().name() + " is in " + order.out());
        return 0;
    }

    /// `NAME -o DIR [--small]`, on a real Erlang node.
    private static int stageNode(List<String> words) throws IOException, InterruptedException {
        int option = words.indexOf("-o");
        if (option < 0 || option + 1 == words.size()) {
            System.err.println("stage: -o DIR is needed; see stage --help");
            return WRONG_USAGE;
        }
        Path out = Path.of(words.get(option + 1));
        try {
            ErlangStaging.stage(
                    ErlangIncident.named(words.get(0)).orElseThrow(),
                    out,
                    words.contains("--small") ? Scale.SMALL : Scale.NORMAL);
            if (words.contains("--gzip")) {
                Staging.compress(out.resolve("erl_crash.dump"));
            }
        } catch (StagingException failed) {
            System.err.println("stage: " + failed.getMessage());
            return FAILED;
        }
        System.out.println(words.get(0) + " is in " + out);
        return 0;
    }

    private static Order read(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        @Nullable String name = null;
        @Nullable Path out = null;
        Scale scale = Scale.NORMAL;
        boolean gzip = false;
        Path javaHome = Staging.ownJavaHome();
        while (!rest.isEmpty()) {
            String word = rest.remove();
            switch (word) {
                case "-o" -> out = Path.of(value(word, rest));
                case "--java" -> javaHome = Path.of(value(word, rest));
                case "--small" -> scale = Scale.SMALL;
                case "--gzip" -> gzip = true;
                default -> name = onlyName(name, word);
            }
        }
        if (name == null || out == null) {
            throw new IllegalArgumentException("an incident's name and -o DIR are needed");
        }
        String wanted = name;
        Optional<Incident> incident = Incidents.named(wanted);
        return new Order(
                incident.orElseThrow(() -> new IllegalArgumentException("there is no incident " + wanted)),
                out,
                scale,
                gzip,
                javaHome);
    }

    private static String onlyName(@Nullable String before, String word) {
        if (before != null || word.startsWith("-")) {
            throw new IllegalArgumentException("did not understand " + word);
        }
        return word;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }
}
