package dev.holdup.benchmarks.peers;

import java.io.IOException;

/// A dump of which another library has worked out all retained sizes.
public interface Peer extends AutoCloseable {

    /// Number of objects as the library counts them.
    long objects();

    /// By the library's own rules, in bytes.
    long shallowBytes(long objectId);

    /// By the library's own rules, in bytes; −1 for what it does not reach.
    long retainedBytes(long objectId);

    @Override
    void close() throws IOException;
}
