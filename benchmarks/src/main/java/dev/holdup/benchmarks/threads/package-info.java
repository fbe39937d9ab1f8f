/// How fast thread dumps are read, and a large one to read.
@NullMarked
package dev.holdup.benchmarks.threads;

import org.jspecify.annotations.NullMarked;
