/// How fast the engine is and how much memory it takes, as ratios to reading the file once.
@NullMarked
package dev.holdup.benchmarks;

import org.jspecify.annotations.NullMarked;
