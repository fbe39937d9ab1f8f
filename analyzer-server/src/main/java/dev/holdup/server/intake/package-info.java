/// From the first byte of an upload to a file of an incident, through any interruption.
@NullMarked
package dev.holdup.server.intake;

import org.jspecify.annotations.NullMarked;
