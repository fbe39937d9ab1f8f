/// Takes the dumps of a JVM that runs, on its machine, into one file that can be analyzed as it is.
@NullMarked
package dev.holdup.capture;

import org.jspecify.annotations.NullMarked;
