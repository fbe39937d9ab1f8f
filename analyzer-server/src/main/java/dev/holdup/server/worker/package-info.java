/// The process that analyses one incident and ends.
@NullMarked
package dev.holdup.server.worker;

import org.jspecify.annotations.NullMarked;
