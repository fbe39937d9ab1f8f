/// Text of jstack and jcmd Thread.print to ThreadDump.
@NullMarked
package dev.holdup.dumps.jstack;

import org.jspecify.annotations.NullMarked;
