/// Figures of what threads wait for, read from the heap as the rules say: connections in use, elements in a queue.
@NullMarked
package dev.holdup.analysis.facts;

import org.jspecify.annotations.NullMarked;
