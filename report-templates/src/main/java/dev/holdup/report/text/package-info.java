/// Words, figures and the escaping that each form of the report shares.
@NullMarked
package dev.holdup.report.text;

import org.jspecify.annotations.NullMarked;
