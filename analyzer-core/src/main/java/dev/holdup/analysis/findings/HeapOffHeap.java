package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Memory and descriptors outside of the heap, by the Java objects that own them.
///
/// Kinds are not to be added up: what Netty hands out may be direct buffers' memory as well.
///
/// @param kinds one row a kind of owner
/// @param bufferOwners fields that hold direct buffers and mappings, by bytes, capped
/// @param bufferOwnersLeftOut how many more such fields
/// @param arenas Netty's, by bytes, capped
/// @param connections sockets by state and peer, the most first, capped
/// @param files descriptors of open files by path, the most first, capped
public record HeapOffHeap(
        String saying,
        List<Outside> kinds,
        List<BufferOwner> bufferOwners,
        long bufferOwnersLeftOut,
        List<Arena> arenas,
        long arenasLeftOut,
        List<Connection> connections,
        long connectionsLeftOut,
        List<OpenFile> files,
        long filesLeftOut) {

    /// @param kind such as `direct buffers`
    /// @param bytes outside of the heap; null if the objects do not say
    /// @param limitBytes null if there is none, or it is not known
    public record Outside(
            String kind,
            long objects,
            @Nullable Long bytes,
            @Nullable Long limitBytes,
            String text) {}

    /// @param field nearest one of a class that is not the JDK's, on the way to the roots; or the static field, or
    ///     `a local variable`
    /// @param kind `direct`, `mapped`, `native` for memory that no cleaner of the JDK frees, or `jvm` for its own
    public record BufferOwner(String field, String kind, long buffers, long bytes) {}

    /// @param kind `pooled` or `adaptive`
    /// @param bytes of its chunks that are of direct memory
    /// @param handedOutBytes taken out of them; null if the chunks do not say
    public record Arena(
            String kind,
            String address,
            long chunks,
            long bytes,
            @Nullable Long handedOutBytes) {}

    /// @param kind `tcp`, `udp` or `unix`
    /// @param state `connected`, `connecting`, `listening`, `bound`, `open`, or `not looked at` of too many to
    ///     look at
    /// @param peer `#` and a hash of the host, or `loopback`, with the port; with `--show-values` the host itself;
    ///     of what listens the local port
    /// @param owner field that holds the first of them
    public record Connection(String kind, String state, String peer, long sockets, String owner) {}

    /// @param path `#` and a hash of it, with the extension; with `--show-values` the path itself
    /// @param use `read`, `written`, `read and written` or `zip`
    public record OpenFile(String path, String use, long descriptors, String owner) {}
}
