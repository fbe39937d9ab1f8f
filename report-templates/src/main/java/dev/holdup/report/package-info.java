/// How an incident is shown: one [dev.holdup.analysis.findings.IncidentReport] in, four forms of it out.
@NullMarked
package dev.holdup.report;

import org.jspecify.annotations.NullMarked;
