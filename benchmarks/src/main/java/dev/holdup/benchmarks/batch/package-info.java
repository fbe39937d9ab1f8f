/// How fast an archive is gone through.
@NullMarked
package dev.holdup.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
