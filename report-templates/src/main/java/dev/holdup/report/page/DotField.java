package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import java.util.ArrayList;
import java.util.List;

/// Units as dots in a block: a crowd is seen before it is read.
///
/// @param path SVG path of dots for round line caps, one zero-length stroke a dot
/// @param note what one dot stands for, empty if one unit
public record DotField(int width, int height, List<Dots> path, String note) {
    private static final int PITCH = 10;
    private static final int MOST_DOTS = 240;

    /// @param data path data, such as `M5 5h0M15 5h0`
    public record Dots(String cssClass, String data) {}

    /// How many units of a colour there are.
    record Crowd(int units, String cssClass) {}

    static DotField of(List<Crowd> crowds, String unit) {
        int total = 0;
        for (Crowd crowd : crowds) {
            total += crowd.units();
        }
        int unitsPerDot = Math.max(1, Math.ceilDiv(total, MOST_DOTS));
        int dots = 0;
        for (Crowd crowd : crowds) {
            dots += Math.ceilDiv(crowd.units(), unitsPerDot);
        }
        int columns = Math.clamp((int) Math.ceil(Math.sqrt(dots * 2.2)), 1, 24);
        List<Dots> paths = new ArrayList<>();
        int next = 0;
        for (Crowd crowd : crowds) {
            StringBuilder data = new StringBuilder();
            for (int dot = 0; dot < Math.ceilDiv(crowd.units(), unitsPerDot); dot++, next++) {
                data.append('M').append(next % columns * PITCH + PITCH / 2);
                data.append(' ').append(next / columns * PITCH + PITCH / 2).append("h0");
            }
            if (!data.isEmpty()) {
                paths.add(new Dots(crowd.cssClass(), data.toString()));
            }
        }
        int rows = Math.max(1, Math.ceilDiv(dots, columns));
        String note = unitsPerDot == 1 ? "" : "one dot is " + CountFormat.counted(unitsPerDot, unit);
        return new DotField(columns * PITCH, rows * PITCH, paths, note);
    }
}
