package dev.holdup.benchmarks;

import java.util.List;
import java.util.Locale;

/// How much longer each subject takes on a larger dump than on the smallest one.
final class Growth {
    private Growth() {}

    /// A line for each larger dump; empty if there are not several.
    static String text(List<DumpResult> results) {
        StringBuilder text = new StringBuilder();
        List<DumpResult> bySize = results.stream()
                .sorted((one, other) -> Long.compare(one.bytes(), other.bytes()))
                .toList();
        for (int i = 1; i < bySize.size(); i++) {
            DumpResult small = bySize.get(i - 1);
            DumpResult large = bySize.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s → %s, times longer (seconds, CPU s): file %.2f",
                    small.name(),
                    large.name(),
                    (double) large.bytes() / small.bytes()));
            for (Subject subject : large.runs().keySet()) {
                if (Subject.PEERS.contains(subject)) {
                    continue;
                }
                text.append(String.format(
                        Locale.ROOT,
                        "; %s %.2f, %.2f",
                        subject.label(),
                        large.spread(subject, Measurement::seconds).median()
                                / small.spread(subject, Measurement::seconds).median(),
                        large.spread(subject, Measurement::cpuSeconds).median()
                                / small.spread(subject, Measurement::cpuSeconds).median()));
            }
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }
}
