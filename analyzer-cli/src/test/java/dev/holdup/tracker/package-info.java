@NullMarked
package dev.holdup.tracker;

import org.jspecify.annotations.NullMarked;
