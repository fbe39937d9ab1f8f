package dev.holdup.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The kinds of verdict that make the process end with [ExitCode#VERDICT].
record FailOn(Set<String> kinds) {
    static final FailOn NEVER = new FailOn(Set.of());

    /// Verdicts that name a culprit.
    private static final List<String> CULPRITS = List.of(
            "blocked",
            "deadlock",
            "queue-backlog",
            "thread-locals",
            "single-thread",
            "retained-by-object",
            "class-loader-leak",
            "thread-flood",
            "mailbox");

    private static final List<String> OTHERS = List.of("healthy", "inconclusive");

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
                    case "any" -> kinds.addAll(CULPRITS);
                    case String known when CULPRITS.contains(known) || OTHERS.contains(known) -> kinds.add(known);
                    default ->
                        throw new TypeConversionException("'" + kind + "' is no kind of verdict; use any, never, "
                                + String.join(", ", CULPRITS) + ", " + String.join(", ", OTHERS));
                }
            }
            return new FailOn(kinds);
        }
    }
}
