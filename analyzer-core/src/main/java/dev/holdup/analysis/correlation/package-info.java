/// The incident: heap and units linked, groups with the memory they alone keep alive.
@NullMarked
package dev.holdup.analysis.correlation;

import org.jspecify.annotations.NullMarked;
