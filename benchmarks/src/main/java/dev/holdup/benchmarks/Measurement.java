package dev.holdup.benchmarks;

import java.util.List;

/// What one run of a subject took, in a JVM of its own.
///
/// @param seconds from before the file is opened until the result is there; the start of the JVM is left out
/// @param cpuSeconds of all threads of the process in that time, compiler and collector included
/// @param objects in the dump; 0 if the subject does not count them
/// @param tableBytes most that the engine's tables outside the Java heap took at one moment, as asked
/// for; 0 if it has none
/// @param besideFileBytes most memory of the process at one moment that is not a mapped file; 0 where unknown
/// @param steps the parts of the run, in order; empty if it has none
record Measurement(
        double seconds, double cpuSeconds, long objects, long tableBytes, long besideFileBytes, List<Step> steps) {

    record Step(String name, double seconds) {}
}
