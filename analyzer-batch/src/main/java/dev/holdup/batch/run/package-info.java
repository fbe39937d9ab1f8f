/// Incidents analysed once each, on this machine or elsewhere, through any interruption.
@NullMarked
package dev.holdup.batch.run;

import org.jspecify.annotations.NullMarked;
