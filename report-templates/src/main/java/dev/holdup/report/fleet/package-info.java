/// Many incidents as one: what recurs, since when, where, at what cost.
@NullMarked
package dev.holdup.report.fleet;

import org.jspecify.annotations.NullMarked;
