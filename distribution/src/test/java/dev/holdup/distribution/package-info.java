@NullMarked
package dev.holdup.distribution;

import org.jspecify.annotations.NullMarked;
