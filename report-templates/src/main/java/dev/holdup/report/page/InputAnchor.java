package dev.holdup.report.page;

import dev.holdup.analysis.findings.IncidentReport.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the page tells of an input.
public final class InputAnchor {
    static final int MOST = 100;

    private InputAnchor() {}

    /// `#inputs/2`; null if the page does not show an input of that name.
    public static @Nullable String href(String name, List<Input> inputs) {
        for (int i = 0; i < Math.min(MOST, inputs.size()); i++) {
            if (inputs.get(i).name().equals(name)) {
                return "#inputs/" + (i + 1);
            }
        }
        return null;
    }
}
