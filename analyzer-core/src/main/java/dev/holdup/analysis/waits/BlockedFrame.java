package dev.holdup.analysis.waits;

import dev.holdup.analysis.rules.RuleMatch;
import dev.holdup.analysis.rules.WaitingMachinery;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frame that says what a thread waits for, or what it does if it runs.
///
/// @param name `class.method`; empty for a thread without a stack
/// @param frameIndex on the thread's own stack, innermost 0; −1 if it has none
public record BlockedFrame(String name, int frameIndex) {
    static final BlockedFrame NONE = new BlockedFrame("", -1);

    /// From the top over the JDK's waiting machinery to the first frame that says more; a rule names it better.
    static BlockedFrame of(List<JvmFrame> frames, Activity activity, @Nullable RuleMatch match) {
        if (match != null && !match.rule().fallback() && match.frameIndex() >= 0) {
            return ofRule(frames, match);
        }
        return walked(frames, activity);
    }

    static BlockedFrame walked(List<JvmFrame> frames, Activity activity) {
        if (frames.isEmpty()) {
            return NONE;
        }
        int depth = activity == Activity.RUNNING ? 0 : WaitingMachinery.depth(frames);
        int frameIndex = depth < frames.size() ? depth : 0;
        return new BlockedFrame(frames.get(frameIndex).qualifiedName(), frameIndex);
    }

    private static BlockedFrame ofRule(List<JvmFrame> frames, RuleMatch match) {
        String named = match.rule().blockedFrame();
        if (named == null) {
            return new BlockedFrame(frames.get(match.frameIndex()).qualifiedName(), match.frameIndex());
        }
        for (int frameIndex = match.frameIndex(); frameIndex < frames.size(); frameIndex++) {
            if (frames.get(frameIndex).qualifiedName().equals(named)) {
                return new BlockedFrame(named, frameIndex);
            }
        }
        return new BlockedFrame(named, match.frameIndex());
    }
}
