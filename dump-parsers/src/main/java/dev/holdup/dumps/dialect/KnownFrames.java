package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Frames by their line, read once each: the threads of a pool have the same lines, and dumps of one JVM
/// the same pools.
public final class KnownFrames {
    /// Past this many different lines frames are no longer kept for reuse.
    private static final int MAX = 100_000;

    /// Longer lines are not kept either.
    private static final int MAX_CHARS = 1_000;

    private final Map<String, JvmFrame> frameByLine = new HashMap<>();

    /// As [FrameLine#parse].
    public @Nullable JvmFrame parse(String stripped) {
        return parse(stripped, FrameLine::parse);
    }

    /// @param grammar of lines that no other grammar of the same text reads otherwise
    public @Nullable JvmFrame parse(String stripped, Function<String, @Nullable JvmFrame> grammar) {
        JvmFrame known = frameByLine.get(stripped);
        if (known != null) {
            return known;
        }
        JvmFrame frame = grammar.apply(stripped);
        if (frame != null && stripped.length() <= MAX_CHARS && frameByLine.size() < MAX) {
            frameByLine.put(stripped, frame);
        }
        return frame;
    }
}
