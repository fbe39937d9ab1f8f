/// Tests of the HPROF reader, against dumps of the synthetic writer, of the running JVM and of others.
@NullMarked
package dev.holdup.dumps.hprof;

import org.jspecify.annotations.NullMarked;
