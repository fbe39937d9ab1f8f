package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Parts of a whole side by side, as percentages of the width.
public record StackedBar(List<Segment> segments) {

    /// One part, before it has its place.
    ///
    /// @param cssClass its colour
    record Part(String label, String figure, long amount, String cssClass) {}

    /// @param x percentage from the left, as SVG wants it: `12.5%`
    /// @param width percentage, as SVG wants it
    /// @param figure the amount in words
    /// @param percent share of the whole in words
    public record Segment(String label, String figure, String percent, String x, String width, String cssClass) {}

    /// Parts of nothing, or below, are left out of the drawing.
    static StackedBar of(List<Part> parts) {
        double total = 0;
        for (Part part : parts) {
            total += Math.max(0, part.amount());
        }
        List<Segment> segments = new ArrayList<>();
        double before = 0;
        for (Part part : parts) {
            if (part.amount() > 0) {
                double share = part.amount() / total;
                segments.add(new Segment(
                        part.label(),
                        part.figure(),
                        CountFormat.percent(share),
                        percentage(before),
                        percentage(share),
                        part.cssClass()));
                before += share;
            }
        }
        return new StackedBar(segments);
    }

    static String percentage(double share) {
        return String.format(Locale.ROOT, "%.3f%%", Math.clamp(share, 0, 1) * 100);
    }
}
