/// What there is in an archive, and which files belong to one incident.
@NullMarked
package dev.holdup.batch.discovery;

import org.jspecify.annotations.NullMarked;
