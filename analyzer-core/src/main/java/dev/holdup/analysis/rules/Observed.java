package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.List;

/// What rules look at in a thread.
///
/// @param frames innermost first
/// @param classInitialization whether the dump says that it waits for a class to be initialised
public record Observed(String name, Activity activity, List<JvmFrame> frames, boolean classInitialization) {}
