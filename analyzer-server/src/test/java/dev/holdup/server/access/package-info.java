@NullMarked
package dev.holdup.server.access;

import org.jspecify.annotations.NullMarked;
