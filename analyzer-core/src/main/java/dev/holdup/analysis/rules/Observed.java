package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.List;
import java.util.function.Predicate;

/// What rules look at in a thread.
///
/// @param frames innermost first
/// @param classInitialization whether the dump says that it waits for a class to be initialised
/// @param heap whether the heap is known to show that, beginning at what the thread's frames hold
public record Observed(
        String name,
        Activity activity,
        List<JvmFrame> frames,
        boolean classInitialization,
        Predicate<HeapCondition> heap) {

    /// Without a heap: no condition is known to hold.
    public Observed(String name, Activity activity, List<JvmFrame> frames, boolean classInitialization) {
        this(name, activity, frames, classInitialization, condition -> false);
    }
}
