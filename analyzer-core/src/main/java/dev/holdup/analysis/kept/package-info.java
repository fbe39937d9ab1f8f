/// An analysed heap in a file: written once, then mapped in no time whenever somebody looks deeper.
@NullMarked
package dev.holdup.analysis.kept;

import org.jspecify.annotations.NullMarked;
