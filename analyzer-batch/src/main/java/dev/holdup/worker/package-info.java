/// The process that analyses one incident and ends.
@NullMarked
package dev.holdup.worker;

import org.jspecify.annotations.NullMarked;
