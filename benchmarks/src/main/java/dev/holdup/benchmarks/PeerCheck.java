package dev.holdup.benchmarks;

import dev.holdup.benchmarks.peers.NetBeansPeer;
import dev.holdup.benchmarks.peers.Peer;
import dev.holdup.benchmarks.peers.SharkPeer;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Whether another library finds the same objects kept alive as the engine does, before it is timed.
///
/// Libraries size objects by rules of their own. So what is compared is the set: the library's retained size of an
/// object with the sum of the library's own shallow sizes over all objects that by our engine it retains.
public final class PeerCheck {

    /// @param name where the object stands in the server
    /// @param objects that it retains by our engine
    /// @param expectedBytes the library's shallow sizes of these, summed
    /// @param foundBytes what the library says it retains; −1 if it does not reach it
    record Comparison(String name, long objects, long expectedBytes, long foundBytes) {
        boolean same() {
            return expectedBytes == foundBytes;
        }
    }

    private PeerCheck() {}

    /// Prints the comparisons as JSON.
    ///
    /// @param args name of the subject, the dump
    public static void main(String[] args) throws IOException, MalformedDumpException {
        Path dump = Path.of(args[1]);
        List<RetainedSample> samples = RetainedSample.of(dump);
        List<Comparison> comparisons = new ArrayList<>();
        try (Peer peer = analyze(Subject.valueOf(args[0]), dump)) {
            for (RetainedSample sample : samples) {
                comparisons.add(new Comparison(
                        sample.name(),
                        sample.retainedIds().length,
                        Arrays.stream(sample.retainedIds())
                                .map(peer::shallowBytes)
                                .sum(),
                        peer.retainedBytes(sample.objectId())));
            }
        }
        System.out.println(JsonMapper.shared().writeValueAsString(comparisons));
    }

    /// In a JVM of its own.
    static List<Comparison> run(Subject subject, Path dump) throws IOException, InterruptedException {
        String printed = MeasuringJvm.java(
                List.of("--enable-native-access=ALL-UNNAMED"),
                PeerCheck.class,
                List.of(subject.name(), dump.toString()));
        return List.of(JsonMapper.shared().readValue(printed, Comparison[].class));
    }

    static Peer analyze(Subject subject, Path dump) throws IOException {
        return switch (subject) {
            case NETBEANS -> NetBeansPeer.analyze(dump);
            case SHARK -> SharkPeer.analyze(dump);
            case READING, OPENING, QUICK, ENGINE, WITHOUT_VIEWS, INCIDENT ->
                throw new IllegalArgumentException(subject + " is no other library");
        };
    }

    /// One line for each object, after one that says what was compared.
    static String text(Subject subject, List<Comparison> comparisons) {
        StringBuilder text = new StringBuilder(subject.label())
                .append(
                        ": retained size against the sum of its own shallow sizes of what the engine says is retained\n");
        if (comparisons.isEmpty()) {
            text.append("  not checked: the dump is no server heap of ./bench\n");
        }
        for (Comparison one : comparisons) {
            text.append("  %s: %s, %,d objects: expected %,d, found %,d bytes%n"
                    .formatted(
                            one.name(),
                            one.same() ? "the same" : "DIFFERS",
                            one.objects(),
                            one.expectedBytes(),
                            one.foundBytes()));
        }
        return text.toString();
    }
}
