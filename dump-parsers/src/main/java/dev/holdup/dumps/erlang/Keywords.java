package dev.holdup.dumps.erlang;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds an enum's constant by its keyword in the text without making a string.
///
/// `wordsByLength[length]` has the keywords of that many bytes.
final class Keywords<E extends Enum<E>> {
    private record Word<E>(byte[] bytes, E constant) {}

    private final List<List<Word<E>>> wordsByLength = new ArrayList<>();

    Keywords(E[] constants, Function<E, String> keyword) {
        for (E constant : constants) {
            byte[] bytes = keyword.apply(constant).getBytes(StandardCharsets.US_ASCII);
            while (wordsByLength.size() <= bytes.length) {
                wordsByLength.add(new ArrayList<>());
            }
            wordsByLength.get(bytes.length).add(new Word<>(bytes, constant));
        }
    }

    /// The constant whose keyword stands exactly there, or null.
    @Nullable
    E of(DumpText text, long from, long to) {
        long length = to - from;
        if (length <= 0 || length >= wordsByLength.size()) {
            return null;
        }
        for (Word<E> word : wordsByLength.get((int) length)) {
            if (text.startsWith(word.bytes(), from, to)) {
                return word.constant();
            }
        }
        return null;
    }
}
