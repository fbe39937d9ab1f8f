package dev.holdup.cli;

import dev.holdup.analysis.heap.Semantics;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the word of `--semantics`.
final class SemanticsConverter implements ITypeConverter<Semantics> {
    @Override
    public Semantics convert(String word) {
        return Arrays.stream(Semantics.values())
                .filter(semantics -> optionName(semantics).equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is no semantics; use "
                        + Arrays.stream(Semantics.values())
                                .map(SemanticsConverter::optionName)
                                .collect(Collectors.joining(" or "))));
    }

    private static String optionName(Semantics semantics) {
        return semantics.name().toLowerCase(Locale.ROOT);
    }
}
