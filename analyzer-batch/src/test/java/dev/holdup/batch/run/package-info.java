@NullMarked
package dev.holdup.batch.run;

import org.jspecify.annotations.NullMarked;
