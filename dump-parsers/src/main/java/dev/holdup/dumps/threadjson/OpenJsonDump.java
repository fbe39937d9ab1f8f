package dev.holdup.dumps.threadjson;

import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.OpenThread;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A dump whose tokens are still coming.
final class OpenJsonDump {
    private static final int MAX_NAME_CHARS = 60;

    private final SourceLocation location;
    private final ThreadDumpDialect dialect;
    private final LineWarnings warnings;
    private final List<JvmThread> threads = new ArrayList<>();
    private final Set<String> unknownFields = new HashSet<>();
    private @Nullable Instant capturedAt;
    private String jvm = "";
    private long pid = JvmThread.UNKNOWN_ID;
    private boolean listsOwnableSynchronizers;
    private boolean complete = true;

    OpenJsonDump(SourceLocation location, ThreadDumpDialect dialect) {
        this.location = location;
        this.dialect = dialect;
        this.warnings = new LineWarnings(location.input());
    }

    void capturedAt(@Nullable Instant time) {
        capturedAt = time;
    }

    void jvm(String version) {
        jvm = version;
    }

    void pid(long id) {
        pid = id;
    }

    void listsOwnableSynchronizers() {
        listsOwnableSynchronizers = true;
    }

    /// Nothing that has neither name nor number can be told from anything else.
    void add(OpenThread thread) {
        if (thread.number() != JvmThread.UNKNOWN_ID || !thread.name().isEmpty()) {
            threads.add(thread.close(warnings));
        }
    }

    /// Warns once of each name.
    void unknownField(JsonReading json) {
        String name = json.name();
        if (unknownFields.size() <= LineWarnings.MAX && unknownFields.add(name)) {
            String shown = name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) + "…" : name;
            warnings.add(json.line(), "The field \"" + shown + "\" is not known.", "What it says is missing.");
        }
        json.skip();
    }

    void unknown(int line, String what) {
        warnings.add(line, what, "What it says is missing.");
    }

    void damagedAt(int line, String what) {
        complete = false;
        warnings.add(line, what, "Threads may be missing, and the stack of the last one may be cut short.");
    }

    ThreadDump close() {
        return new ThreadDump(
                location,
                capturedAt,
                jvm,
                pid,
                listsOwnableSynchronizers,
                List.copyOf(threads),
                List.of(),
                complete,
                warnings.all(),
                dialect);
    }
}
