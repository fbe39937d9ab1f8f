/// HPROF bytes to HeapVisitor calls.
@NullMarked
package dev.holdup.dumps.hprof;

import org.jspecify.annotations.NullMarked;
