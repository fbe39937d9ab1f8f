/// Archives of many small incidents.
@NullMarked
package dev.holdup.samples.archive;

import org.jspecify.annotations.NullMarked;
