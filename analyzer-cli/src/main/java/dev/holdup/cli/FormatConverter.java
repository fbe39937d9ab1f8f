package dev.holdup.cli;

import dev.holdup.report.ReportFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads one word of `--format`.
final class FormatConverter implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String word) {
        return ReportFormat.ofOptionName(word.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is no format; use "
                        + Arrays.stream(ReportFormat.values())
                                .map(ReportFormat::optionName)
                                .collect(Collectors.joining(", "))));
    }
}
