/// The line from open dumps to a report's plain values.
@NullMarked
package dev.holdup.analysis;

import org.jspecify.annotations.NullMarked;
