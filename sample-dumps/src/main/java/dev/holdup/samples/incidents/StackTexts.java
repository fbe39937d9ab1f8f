package dev.holdup.samples.incidents;

import java.util.Arrays;
import java.util.List;

/// The threads of a thread dump, found by plain search for words: enough to see whether the state is reached.
final class StackTexts {

    private final List<String> threads;

    StackTexts(String threadDump) {
        String listed = threadDump.split("\nFound ", 2)[0]; // the JVM repeats deadlocked threads at the end
        this.threads = Arrays.stream(listed.split("\n\n(?=(#\\d+ )?\")", -1))
                .map(block -> block.substring(Math.max(0, block.indexOf('"'))))
                .toList();
    }

    /// Number of threads whose text has all these words.
    int count(String... words) {
        return names(words).size();
    }

    /// Names of the threads whose text has all these words.
    List<String> names(String... words) {
        return threads.stream()
                .filter(thread -> Arrays.stream(words).allMatch(thread::contains))
                .map(thread -> thread.substring(1, thread.indexOf('"', 1)))
                .toList();
    }
}
