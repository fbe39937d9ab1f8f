package dev.holdup.samples.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stack trace of the dump, its frames from the innermost out.
record StackTraceEntry(int serial, int threadSerial, List<Frame> frames) {

    /// @param line −1 unknown, −2 compiled, −3 native
    record Frame(
            long id,
            ClassBuilder type,
            String method,
            String signature,
            @Nullable String sourceFile,
            int line) {}
}
