@NullMarked
package dev.holdup.analysis.views;

import org.jspecify.annotations.NullMarked;
