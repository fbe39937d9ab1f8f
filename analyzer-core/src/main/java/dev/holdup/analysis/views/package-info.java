/// Views of the heap that follow from its graph and its dominator tree alone.
@NullMarked
package dev.holdup.analysis.views;

import org.jspecify.annotations.NullMarked;
