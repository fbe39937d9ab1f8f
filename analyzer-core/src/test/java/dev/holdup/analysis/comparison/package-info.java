@NullMarked
package dev.holdup.analysis.comparison;

import org.jspecify.annotations.NullMarked;
