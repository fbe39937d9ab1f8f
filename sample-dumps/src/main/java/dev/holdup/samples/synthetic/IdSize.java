package dev.holdup.samples.synthetic;

/// Width of object ids in the file.
public enum IdSize {
    FOUR(4),
    EIGHT(8);

    private final int bytes;

    IdSize(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
