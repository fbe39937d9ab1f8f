package dev.holdup.cli;

import dev.holdup.analysis.findings.Vocabulary;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The kinds of verdict that make the process end with [ExitCode#VERDICT].
record FailOn(Set<String> kinds) {
    static final FailOn NEVER = new FailOn(Set.of());

    ExitCode exitCodeFor(String verdictKind) {
        return kinds.contains(verdictKind) ? ExitCode.VERDICT : ExitCode.DONE;
    }

    static final class Converter implements ITypeConverter<FailOn> {
        @Override
        public FailOn convert(String value) {
            Set<String> kinds = new TreeSet<>();
            for (String kind : value.split(",", -1)) {
                switch (kind.strip()) {
                    case "never" -> {}
                    case "any" -> kinds.addAll(Vocabulary.CULPRITS);
                    case String known when Vocabulary.KINDS.contains(known) -> kinds.add(known);
                    default ->
                        throw new TypeConversionException("'" + kind + "' is no kind of verdict; use any, never, "
                                + String.join(", ", Vocabulary.KINDS));
                }
            }
            return new FailOn(kinds);
        }
    }
}
