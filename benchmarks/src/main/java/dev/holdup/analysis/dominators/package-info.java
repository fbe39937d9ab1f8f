/// Benchmarks of what nothing outside the engine's package may call.
@NullMarked
package dev.holdup.analysis.dominators;

import org.jspecify.annotations.NullMarked;
