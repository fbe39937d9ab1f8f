package dev.holdup.dumps.model;

/// Sub-records from `offset` (inclusive) to `end` (exclusive), bytes from the start of the file.
public record HeapRegion(long offset, long end) {

    public long bytes() {
        return end - offset;
    }
}
