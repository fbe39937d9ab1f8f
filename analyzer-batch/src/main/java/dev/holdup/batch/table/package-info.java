/// The fleet as a table: one row an incident, in forms that other programs read.
@NullMarked
package dev.holdup.batch.table;

import org.jspecify.annotations.NullMarked;
