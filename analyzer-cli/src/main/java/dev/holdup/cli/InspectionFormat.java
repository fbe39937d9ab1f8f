package dev.holdup.cli;

import dev.holdup.analysis.inspection.Inspection;
import dev.holdup.report.RecordJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How an inspection is printed.
enum InspectionFormat {
    TEXT {
        @Override
        String of(Inspection inspection) {
            return InspectionText.of(inspection);
        }
    },
    /// One object whose only field is named for what was looked at.
    JSON {
        @Override
        String of(Inspection inspection) {
            return RecordJson.of(Map.of(inspection.kind(), inspection));
        }
    };

    abstract String of(Inspection inspection);

    /// Reads the word of `--format`.
    static final class Converter implements ITypeConverter<InspectionFormat> {
        @Override
        public InspectionFormat convert(String word) {
            return Arrays.stream(values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + word + "' is no format; use text or json"));
        }
    }
}
