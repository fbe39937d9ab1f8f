package dev.holdup.dumps.model;

/// How far a file could be read, in bytes of what it holds unpacked.
///
/// @param bytes that are there
/// @param unreadBytes of these, that are damaged and were not read
/// @param missingBytes that should follow by what its own records claim, at least; 0 if none of them says so
public record ReadExtent(long bytes, long unreadBytes, long missingBytes) {

    /// All that is there was read, and nothing says that more should be.
    public static ReadExtent whole(long bytes) {
        return new ReadExtent(bytes, 0, 0);
    }

    /// The same after more of it turned out to be damaged.
    public ReadExtent withUnread(long more) {
        return new ReadExtent(bytes, Math.min(bytes, unreadBytes + more), missingBytes);
    }

    public long readBytes() {
        return bytes - unreadBytes;
    }
}
