package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which units have a frame anywhere on their stack, for the frames that are asked for.
///
/// One pass over all frames of all units, however many frames are asked for.
final class CodeIndex {
    private final Map<String, Map<String, List<Unit>>> byClassAndMethod = new HashMap<>();

    /// @param frames `class.method`
    CodeIndex(List<Unit> units, Collection<String> frames) {
        for (String frame : frames) {
            int dot = frame.lastIndexOf('.');
            if (dot > 0) {
                byClassAndMethod
                        .computeIfAbsent(frame.substring(0, dot), name -> new HashMap<>())
                        .put(frame.substring(dot + 1), new ArrayList<>());
            }
        }
        for (Unit unit : units) {
            if (unit.activity() != Activity.ENDED) {
                add(unit);
            }
        }
    }

    /// In the order of [JoinedUnits#units], each once.
    List<Unit> inside(String frame) {
        int dot = frame.lastIndexOf('.');
        Map<String, List<Unit>> byMethod = dot > 0 ? byClassAndMethod.get(frame.substring(0, dot)) : null;
        return byMethod == null ? List.of() : byMethod.getOrDefault(frame.substring(dot + 1), List.of());
    }

    private void add(Unit unit) {
        for (JvmFrame frame : unit.frames()) {
            Map<String, List<Unit>> byMethod = byClassAndMethod.get(frame.className());
            List<Unit> inside = byMethod == null ? null : byMethod.get(frame.method());
            if (inside != null && (inside.isEmpty() || inside.getLast() != unit)) {
                inside.add(unit);
            }
        }
    }
}
