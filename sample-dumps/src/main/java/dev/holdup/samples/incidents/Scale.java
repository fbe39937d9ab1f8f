package dev.holdup.samples.incidents;

/// How large the payloads are; the number of threads is the same in both.
public enum Scale {
    /// Payloads of tens of megabytes in all.
    NORMAL,
    /// A few megabytes, for dumps to be checked in.
    SMALL;

    int choose(int normal, int small) {
        return switch (this) {
            case NORMAL -> normal;
            case SMALL -> small;
        };
    }
}
