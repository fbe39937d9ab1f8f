@NullMarked
package dev.holdup.analysis.contents;

import org.jspecify.annotations.NullMarked;
