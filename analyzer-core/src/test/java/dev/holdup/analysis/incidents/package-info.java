@NullMarked
package dev.holdup.analysis.incidents;

import org.jspecify.annotations.NullMarked;
