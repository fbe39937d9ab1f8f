@NullMarked
package dev.holdup.server.deeper;

import org.jspecify.annotations.NullMarked;
