/// Text of JRockit's `jrcmd print_threads` and `kill -3` to ThreadDump.
@NullMarked
package dev.holdup.dumps.jrockit;

import org.jspecify.annotations.NullMarked;
