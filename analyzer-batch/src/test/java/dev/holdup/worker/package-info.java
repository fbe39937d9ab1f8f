@NullMarked
package dev.holdup.worker;

import org.jspecify.annotations.NullMarked;
