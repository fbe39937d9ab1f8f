@NullMarked
package dev.holdup.analysis.leaks;

import org.jspecify.annotations.NullMarked;
