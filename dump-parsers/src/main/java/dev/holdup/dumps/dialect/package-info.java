/// What all dialects of thread dumps share: lines and what stands on them, threads whose lines are still coming.
@NullMarked
package dev.holdup.dumps.dialect;

import org.jspecify.annotations.NullMarked;
