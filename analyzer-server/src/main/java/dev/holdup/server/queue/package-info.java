/// Which incident is analysed when, in a process of its own, and how far it is.
@NullMarked
package dev.holdup.server.queue;

import org.jspecify.annotations.NullMarked;
