/// The rule book: frames to cause to configuration key, as data.
@NullMarked
package dev.holdup.analysis.rules;

import org.jspecify.annotations.NullMarked;
