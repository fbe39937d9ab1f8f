/// Objects as dense indexes: references, classes, sizes, threads of the heap.
@NullMarked
package dev.holdup.analysis.heap;

import org.jspecify.annotations.NullMarked;
