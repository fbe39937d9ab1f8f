/// A program whose heap resembles a server's, made to be dumped.
@NullMarked
package dev.holdup.benchmarks.server;

import org.jspecify.annotations.NullMarked;
