/// Bytes on disk: partial uploads, contents by their hash, and how much room there is. No name of a client gets here.
@NullMarked
package dev.holdup.server.content;

import org.jspecify.annotations.NullMarked;
