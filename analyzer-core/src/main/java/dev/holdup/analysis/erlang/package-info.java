/// What follows from an Erlang crash dump: who waits for whom, what it costs, and why.
@NullMarked
package dev.holdup.analysis.erlang;

import org.jspecify.annotations.NullMarked;
