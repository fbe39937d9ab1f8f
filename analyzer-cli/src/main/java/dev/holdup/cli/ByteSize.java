package dev.holdup.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number of bytes as people write it: `800m`, `1.5g`, `2048k`, `1073741824`.
record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*([kmgt]?)(?:i?b)?");

    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String value) {
            Matcher form = FORM.matcher(value.strip().toLowerCase(Locale.ROOT));
            if (!form.matches()) {
                throw new TypeConversionException("'" + value + "' is no size: write one like 800m or 1.5g");
            }
            int power = " kmgt".indexOf(form.group(2).isEmpty() ? " " : form.group(2));
            return new ByteSize((long) (Double.parseDouble(form.group(1)) * (1L << (10 * power))));
        }
    }
}
