package dev.holdup.worker;

import java.util.Locale;
import java.util.Optional;

/// What a worker says on its standard output, a line each.
public sealed interface WorkerLine {
    /// @param done 0 to 1
    record At(String phase, double done) implements WorkerLine {}

    /// Nothing could be analysed.
    record Failed(String sentence) implements WorkerLine {}

    /// An analysis has ended well.
    ///
    /// @param another whether its process is fit for a further one
    record Done(boolean another) implements WorkerLine {}

    default String text() {
        return switch (this) {
            case At(String phase, double done) -> "at\t" + String.format(Locale.ROOT, "%.3f", done) + "\t" + phase;
            case Failed(String sentence) -> "failed\t" + sentence.replaceAll("\\R", " ");
            case Done(boolean another) -> "done\t" + another;
        };
    }

    /// Empty for what is none, such as a library's own words.
    static Optional<WorkerLine> of(String text) {
        String[] words = text.split("\t", 3);
        if (words[0].equals("failed") && words.length > 1) {
            return Optional.of(new Failed(text.substring("failed\t".length())));
        }
        if (words[0].equals("done") && words.length == 2) {
            return Optional.of(new Done(Boolean.parseBoolean(words[1])));
        }
        if (words[0].equals("at") && words.length == 3) {
            try {
                return Optional.of(new At(words[2], Double.parseDouble(words[1])));
            } catch (NumberFormatException garbled) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
