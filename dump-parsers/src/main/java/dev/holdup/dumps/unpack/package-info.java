/// What is packed → plain streams, spill files and memory, all of it bounded.
@NullMarked
package dev.holdup.dumps.unpack;

import org.jspecify.annotations.NullMarked;
