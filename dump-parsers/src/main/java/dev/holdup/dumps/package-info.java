/// Opens dump files, told by content and never by name.
@NullMarked
package dev.holdup.dumps;

import org.jspecify.annotations.NullMarked;
