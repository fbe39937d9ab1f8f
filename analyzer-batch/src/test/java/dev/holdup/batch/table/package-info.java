@NullMarked
package dev.holdup.batch.table;

import org.jspecify.annotations.NullMarked;
