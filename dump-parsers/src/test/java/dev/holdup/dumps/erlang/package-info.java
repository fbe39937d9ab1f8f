@NullMarked
package dev.holdup.dumps.erlang;

import org.jspecify.annotations.NullMarked;
