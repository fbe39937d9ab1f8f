/// The command that stages incidents.
@NullMarked
package dev.holdup.samples;

import org.jspecify.annotations.NullMarked;
