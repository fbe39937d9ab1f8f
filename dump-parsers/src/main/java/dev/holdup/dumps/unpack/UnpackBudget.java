package dev.holdup.dumps.unpack;

import java.util.concurrent.atomic.AtomicLong;

/// What one given file may still cost, counted over all its layers and entries.
public final class UnpackBudget {
    private final UnpackLimits limits;
    private final long packedBytes;
    private final AtomicLong unpackedBytes = new AtomicLong();
    private int entries;

    /// @param packedBytes size of the given file
    public UnpackBudget(UnpackLimits limits, long packedBytes) {
        this.limits = limits;
        this.packedBytes = Math.max(packedBytes, 1);
    }

    public UnpackLimits limits() {
        return limits;
    }

    /// @throws LimitReached if these bytes are more than the file may unpack to
    void charge(long bytes) throws LimitReached {
        long total = unpackedBytes.addAndGet(bytes);
        if (total > limits.maxUnpackedBytes()) {
            throw new LimitReached("It unpacks to more than the " + limits.maxUnpackedBytes()
                    + " bytes that are allowed; " + UnpackLimits.raise("maxBytes") + ".");
        }
        if (total > UnpackLimits.RATIO_FREE_BYTES && total / packedBytes > limits.maxRatio()) {
            throw new LimitReached("It unpacks to more than " + limits.maxRatio() + " times its size; "
                    + UnpackLimits.raise("maxRatio") + ".");
        }
    }

    /// @throws LimitReached if this is one entry too many
    void entry() throws LimitReached {
        if (++entries > limits.maxEntries()) {
            throw new LimitReached("It holds more than the " + limits.maxEntries() + " entries that are allowed; "
                    + UnpackLimits.raise("maxEntries") + ".");
        }
    }
}
