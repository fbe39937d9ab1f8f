@NullMarked
package dev.holdup.analysis.erlang;

import org.jspecify.annotations.NullMarked;
