/// Memory outside of the Java heap, and temporary files: what is large lies there, and goes however the process ends.
@NullMarked
package dev.holdup.dumps.storage;

import org.jspecify.annotations.NullMarked;
