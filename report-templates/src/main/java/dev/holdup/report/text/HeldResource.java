package dev.holdup.report.text;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import org.jspecify.annotations.Nullable;

/// What the verdict's group waits for where no single unit owns it, such as a pool.
public final class HeldResource {

    private HeldResource() {}

    /// Null if there is an owner, or nobody is known to hold it.
    public static Group.@Nullable Resource of(IncidentReport report) {
        Integer index = report.verdict().group();
        boolean inReport =
                index != null && index >= 0 && index < report.groups().size();
        if (!inReport || index == null || report.verdict().owner() != null) {
            return null;
        }
        Group.Resource resource = report.groups().get(index).resource();
        return resource == null || resource.holders().isEmpty() ? null : resource;
    }

    /// `10 of 10 connections in use`; empty if the heap has no such figures.
    public static String summary(Group.Resource resource) {
        Long inUse = resource.inUse();
        Long capacity = resource.capacity();
        if (inUse == null) {
            return "";
        }
        return CountFormat.count(inUse) + (capacity == null ? "" : " of " + CountFormat.count(capacity)) + " "
                + resource.noun() + " in use";
    }
}
