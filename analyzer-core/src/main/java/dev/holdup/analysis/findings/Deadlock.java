package dev.holdup.analysis.findings;

import java.util.List;

/// Units that wait for each other in a cycle; each waits for what the next one holds.
public record Deadlock(List<Member> members) {
    public record Member(String unit, String holds, String waitsFor, String frame) {}
}
