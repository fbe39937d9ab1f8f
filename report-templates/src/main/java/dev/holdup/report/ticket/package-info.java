/// What a ticket says, apart from the markup that a tracker wants it in.
@NullMarked
package dev.holdup.report.ticket;

import org.jspecify.annotations.NullMarked;
