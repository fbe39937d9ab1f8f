@NullMarked
package dev.holdup.report.text;

import org.jspecify.annotations.NullMarked;
