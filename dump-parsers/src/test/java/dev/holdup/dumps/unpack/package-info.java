@NullMarked
package dev.holdup.dumps.unpack;

import org.jspecify.annotations.NullMarked;
