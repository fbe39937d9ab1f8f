/// What `java.lang.management.ThreadInfo.toString` writes to ThreadDump.
@NullMarked
package dev.holdup.dumps.threadinfo;

import org.jspecify.annotations.NullMarked;
