package dev.holdup.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the time of a run and of its steps. A step ends when it was last heard of, and begins where the one before it
/// ended: what lies between two steps counts for the later one.
///
/// May be told from any thread.
final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long cpuBefore = SYSTEM.getProcessCpuTime();
    private final long begun = System.nanoTime();
    private final Map<String, Long> lastHeardByStep = new HashMap<>();

    /// Fits the engine's progress.
    synchronized void at(String step, double done) {
        lastHeardByStep.put(step, System.nanoTime());
    }

    void ended(String step) {
        at(step, 1);
    }

    /// To be called once, when the run is over.
    synchronized Measurement stop(long objects, long tableBytes, long besideFileBytes) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9;
        List<Measurement.Step> steps = new ArrayList<>();
        long from = begun;
        for (Map.Entry<String, Long> step : lastHeardByStep.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .toList()) {
            steps.add(new Measurement.Step(step.getKey(), (step.getValue() - from) / 1e9));
            from = step.getValue();
        }
        return new Measurement(seconds, cpuSeconds, objects, tableBytes, besideFileBytes, List.copyOf(steps));
    }
}
