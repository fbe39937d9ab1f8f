/// Two analyses beside each other: what grew, shrank, is new or gone. Plain values from plain values; no dump is read.
@NullMarked
package dev.holdup.analysis.comparison;

import org.jspecify.annotations.NullMarked;
