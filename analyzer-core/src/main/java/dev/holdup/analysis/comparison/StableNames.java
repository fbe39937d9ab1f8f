package dev.holdup.analysis.comparison;

import java.util.regex.Pattern;

/// Names without what is another in each dump: addresses (also those in the names of lambdas' classes), places in an
/// array, numbers of Erlang's processes.
final class StableNames {
    private static final Pattern CHANGING = Pattern.compile("[+/]?0x[0-9a-fA-F]+|\\[\\d+]|<\\d+\\.\\d+\\.\\d+>");

    private StableNames() {}

    static String of(String name) {
        return CHANGING.matcher(name).replaceAll("");
    }
}
