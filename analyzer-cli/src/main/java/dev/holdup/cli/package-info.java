/// How does a person or a script run it: commands, options, exit codes, messages.
@NullMarked
package dev.holdup.cli;

import org.jspecify.annotations.NullMarked;
