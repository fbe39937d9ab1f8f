/// Heap dumps that may leave the house: the same graph, without its values.
@NullMarked
package dev.holdup.analysis.redaction;

import org.jspecify.annotations.NullMarked;
