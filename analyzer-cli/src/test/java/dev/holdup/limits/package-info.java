/// Holds the documented bounds to the code of all modules.
@NullMarked
package dev.holdup.limits;

import org.jspecify.annotations.NullMarked;
