@NullMarked
package dev.holdup.analysis.redaction;

import org.jspecify.annotations.NullMarked;
