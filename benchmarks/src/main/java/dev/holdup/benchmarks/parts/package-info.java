/// Inner parts of the engine, measured by JMH: `./bench --jmh`.
@NullMarked
package dev.holdup.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
