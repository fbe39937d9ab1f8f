@NullMarked
package dev.holdup.report;

import org.jspecify.annotations.NullMarked;
