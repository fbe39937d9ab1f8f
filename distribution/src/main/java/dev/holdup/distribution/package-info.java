/// What a shell and `man` know of the command, made from its own model; used by the build alone.
@NullMarked
package dev.holdup.distribution;

import org.jspecify.annotations.NullMarked;
