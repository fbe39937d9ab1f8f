/// Hands files in to a server, from the command line.
@NullMarked
package dev.holdup.server.client;

import org.jspecify.annotations.NullMarked;
