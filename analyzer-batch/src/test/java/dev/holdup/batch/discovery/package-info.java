@NullMarked
package dev.holdup.batch.discovery;

import org.jspecify.annotations.NullMarked;
