package dev.holdup.analysis.findings;

import java.util.List;

/// Something worth knowing beside the verdict.
///
/// @param severity `high`, `medium`, `low` or `info`
public record Finding(String rule, String severity, String text, List<Evidence> evidence) {}
