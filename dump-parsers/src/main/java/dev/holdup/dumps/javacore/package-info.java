/// `javacore` files of OpenJ9 and IBM Java to ThreadDump.
@NullMarked
package dev.holdup.dumps.javacore;

import org.jspecify.annotations.NullMarked;
