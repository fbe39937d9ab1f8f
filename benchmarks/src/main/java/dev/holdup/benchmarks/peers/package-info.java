/// Other libraries that work out retained sizes, to be measured beside the engine.
@NullMarked
package dev.holdup.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
