/// Immediate dominators, retained sizes, paths to GC roots.
@NullMarked
package dev.holdup.analysis.dominators;

import org.jspecify.annotations.NullMarked;
