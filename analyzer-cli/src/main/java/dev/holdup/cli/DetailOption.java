package dev.holdup.cli;

import dev.holdup.analysis.findings.Detail;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How long the lists of a report may get.
final class DetailOption {
    @Option(
            names = "--detail",
            paramLabel = "LEVEL",
            converter = Converter.class,
            completionCandidates = OptionWords.Details.class,
            description = "Length of the report's lists: low, normal, the default, or high; low is a quarter, high four"
                    + " times as long. It changes no verdict.")
    private @Nullable Detail detail;

    /// Null if the user did not say.
    @Nullable
    Detail given() {
        return detail;
    }

    /// The words of [Detail].
    static final class Converter implements ITypeConverter<Detail> {
        @Override
        public Detail convert(String word) {
            return Arrays.stream(Detail.values())
                    .filter(level -> level.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("use "
                            + Arrays.stream(Detail.values()).map(Detail::word).collect(Collectors.joining(", "))
                            + ", not '" + Terminal.printable(word) + "'."));
        }
    }
}
