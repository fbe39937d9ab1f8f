/// What has to be done from time to time: what is too old is removed, what was interrupted goes on.
@NullMarked
package dev.holdup.server.upkeep;

import org.jspecify.annotations.NullMarked;
