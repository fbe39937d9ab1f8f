/// Text of `jcmd Thread.dump_to_file` to ThreadDump.
@NullMarked
package dev.holdup.dumps.threadfile;

import org.jspecify.annotations.NullMarked;
