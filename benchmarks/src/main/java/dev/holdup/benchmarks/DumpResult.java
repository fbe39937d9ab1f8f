package dev.holdup.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// All runs on one dump.
///
/// @param name of the dump's file
/// @param runs by subject, in the order they were made; all subjects have equally many
record DumpResult(String name, long bytes, int threads, Map<Subject, List<Measurement>> runs) {

    /// As the engine counts them.
    long objects() {
        return Subject.OURS.stream()
                .flatMap(subject -> runs(subject).stream())
                .mapToLong(Measurement::objects)
                .max()
                .orElse(0);
    }

    Spread spread(Subject subject, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs(subject).stream().mapToDouble(figure));
    }

    /// How many times the median time of reading the file once that is.
    double timesReading(double seconds) {
        return seconds / spread(Subject.READING, Measurement::seconds).median();
    }

    /// The same in CPU time: steadier where the machine has other work.
    double timesReadingCpu(double cpuSeconds) {
        return cpuSeconds / spread(Subject.READING, Measurement::cpuSeconds).median();
    }

    /// Names of the subject's steps, in order.
    List<String> steps(Subject subject) {
        Set<String> names = new LinkedHashSet<>();
        runs(subject).forEach(run -> run.steps().forEach(step -> names.add(step.name())));
        return new ArrayList<>(names);
    }

    Spread stepSpread(Subject subject, String name) {
        return Spread.of(runs(subject).stream()
                .flatMap(run -> run.steps().stream())
                .filter(step -> step.name().equals(name))
                .mapToDouble(Measurement.Step::seconds));
    }

    /// In the order they were made.
    List<Measurement> runs(Subject subject) {
        return runs.getOrDefault(subject, List.of());
    }
}
