/// What the templates of the HTML page show: figures, drawings as geometry, rows. Public only because templates compile
/// into a package of their own.
@NullMarked
package dev.holdup.report.page;

import org.jspecify.annotations.NullMarked;
