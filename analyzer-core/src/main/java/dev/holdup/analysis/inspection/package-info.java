/// One object, class, thread, or way to a GC root, as plain values for a person who looks at it.
@NullMarked
package dev.holdup.analysis.inspection;

import org.jspecify.annotations.NullMarked;
