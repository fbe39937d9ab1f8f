/// Who waits for whom: units joined over all dumps, blocked frames, groups, cycles.
@NullMarked
package dev.holdup.analysis.waits;

import org.jspecify.annotations.NullMarked;
