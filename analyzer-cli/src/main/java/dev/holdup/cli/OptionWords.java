package dev.holdup.cli;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.report.ReportFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What completion offers after options whose words are not the names of constants.
final class OptionWords {
    private OptionWords() {}

    static final class Colors extends ArrayList<String> {
        Colors() {
            super(names(ColorChoice.values()));
        }
    }

    static final class Details extends ArrayList<String> {
        Details() {
            super(Arrays.stream(Detail.values()).map(Detail::word).toList());
        }
    }

    static final class Formats extends ArrayList<String> {
        Formats() {
            super(Arrays.stream(ReportFormat.values())
                    .map(ReportFormat::optionName)
                    .toList());
        }
    }

    static final class InspectionFormats extends ArrayList<String> {
        InspectionFormats() {
            super(names(InspectionFormat.values()));
        }
    }

    static final class WhoseSemantics extends ArrayList<String> {
        WhoseSemantics() {
            super(names(Semantics.values()));
        }
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
