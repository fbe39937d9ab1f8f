/// Rules about the shape of all modules together.
@NullMarked
package dev.holdup.layers;

import org.jspecify.annotations.NullMarked;
