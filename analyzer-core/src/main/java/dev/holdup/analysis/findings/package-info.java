/// Plain values that leave the engine: report.json as Java records. Nothing here refers to an open dump.
@NullMarked
package dev.holdup.analysis.findings;

import org.jspecify.annotations.NullMarked;
