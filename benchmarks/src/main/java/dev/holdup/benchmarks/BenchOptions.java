package dev.holdup.benchmarks;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How `./bench` was asked to measure.
///
/// @param megabytes sizes of the dumps to make, in millions of bytes; unused if dumps are given
/// @param dumps given ones
/// @param runs of each subject, at least 1
/// @param threads worker threads, at least 1
/// @param peers whether other libraries are measured beside on the smallest dump
/// @param viewsOnly whether nothing but the whole with and without views is measured
/// @param json where the figures go besides, null for nowhere
record BenchOptions(
        List<Integer> megabytes,
        List<Path> dumps,
        int runs,
        int threads,
        boolean peers,
        boolean viewsOnly,
        @Nullable Path json) {
    static final String USAGE = """
            Usage: bench [--size GB[,GB…]] [--dump FILE]… [--runs N] [--threads N] [--peers] [--views] [--json FILE]
                   bench --erlang [PROCESSES]
                   bench --batch [INCIDENTS]
                   bench --readers [READERS]
                   bench --jmh [PATTERN] [OPTION OF JMH]…
              --size     sizes of the server heaps to measure, in GB of dump (default 0.2; 1 and 4 are the others in use)
              --dump     measure this dump instead; may be given several times
              --runs     how often each thing is measured (default 3); the table shows the median
              --threads  worker threads of the engine (default: all processors)
              --peers    measure other libraries beside, too: the NetBeans profiler library and Shark, on the smallest dump
              --views    measure only what the views of the heap add: the whole with and without them, by turns
              --json     write all figures there, too
              --erlang   measure a crash dump of an Erlang node instead, of so many processes (default 100000: 2.5 GB)
              --batch    go through an archive of so many heaps of 0.2 GB (default 64) with one worker and with two
              --readers  measure a server instead: how long its list takes for so many readers at once (default 100)
                         while two analyses run
              --jmh      measure the inner parts instead, those whose names match the pattern
            """;

    private static final BigDecimal SMALLEST_GB = new BigDecimal("0.02");
    private static final BigDecimal LARGEST_GB = new BigDecimal("64");
    private static final int MOST = 1_000;

    /// @throws IllegalArgumentException with a sentence for the user
    static BenchOptions of(String... arguments) {
        List<Integer> megabytes = new ArrayList<>();
        List<Path> dumps = new ArrayList<>();
        int runs = 3;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean peers = false;
        boolean viewsOnly = false;
        Path json = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--peers")) {
                peers = true;
                i--;
                continue;
            }
            if (arguments[i].equals("--views")) {
                viewsOnly = true;
                i--;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " is unknown or needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--size" -> {
                    for (String gigabytes : value.split(",", -1)) {
                        megabytes.add(megabytes(gigabytes));
                    }
                }
                case "--dump" -> dumps.add(Path.of(value));
                case "--runs" -> runs = count("--runs", value);
                case "--threads" -> threads = count("--threads", value);
                case "--json" -> json = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        List<Integer> sizes = megabytes.isEmpty() && dumps.isEmpty() ? List.of(200) : List.copyOf(megabytes);
        return new BenchOptions(sizes, List.copyOf(dumps), runs, threads, peers, viewsOnly, json);
    }

    private static int megabytes(String gigabytes) {
        BigDecimal size = number("--size", gigabytes);
        if (size.compareTo(SMALLEST_GB) < 0 || size.compareTo(LARGEST_GB) > 0) {
            throw new IllegalArgumentException("--size must be between " + SMALLEST_GB + " and " + LARGEST_GB + " GB");
        }
        return size.movePointRight(3).intValue();
    }

    private static int count(String option, String value) {
        BigDecimal count = number(option, value);
        if (count.compareTo(BigDecimal.ONE) < 0
                || count.compareTo(BigDecimal.valueOf(MOST)) > 0
                || count.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(option + " must be a whole number from 1 to " + MOST);
        }
        return count.intValue();
    }

    private static BigDecimal number(String option, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", notOne);
        }
    }
}
