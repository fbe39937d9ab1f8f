@NullMarked
package dev.holdup.server;

import org.jspecify.annotations.NullMarked;
