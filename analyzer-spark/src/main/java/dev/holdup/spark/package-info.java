/// Incidents analysed on a Spark cluster, and files of the stores that Hadoop's file systems read.
@NullMarked
package dev.holdup.spark;

import org.jspecify.annotations.NullMarked;
