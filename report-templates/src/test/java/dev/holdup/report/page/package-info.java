@NullMarked
package dev.holdup.report.page;

import org.jspecify.annotations.NullMarked;
