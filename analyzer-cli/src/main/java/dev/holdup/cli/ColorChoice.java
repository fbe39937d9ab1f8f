package dev.holdup.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Whether a result is coloured.
enum ColorChoice {
    AUTO,
    ALWAYS,
    NEVER;

    boolean shows(Terminal terminal) {
        return switch (this) {
            case AUTO -> terminal.showsColors();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    static final class Converter implements ITypeConverter<ColorChoice> {
        @Override
        public ColorChoice convert(String word) {
            for (ColorChoice choice : values()) {
                if (choice.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return choice;
                }
            }
            throw new TypeConversionException("--color is auto, always or never, not '" + word + "'");
        }
    }
}
