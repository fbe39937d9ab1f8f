package dev.holdup.dumps.javacore;

import dev.holdup.dumps.dialect.KnownFrames;
import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.dialect.WrittenTime;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A javacore whose lines are still coming.
final class OpenJavacore implements OpenThreadDump {
    private final SourceLocation.InText location;
    private final KnownFrames knownFrames;
    private final LineWarnings warnings;
    private final MonitorTable monitors = new MonitorTable();
    private final JavacoreThreads threads = new JavacoreThreads();
    private final List<List<String>> deadlocks = new ArrayList<>();
    private Set<String> deadlocked = new LinkedHashSet<>();
    private @Nullable Instant capturedAt;
    private boolean capturedInUtc;
    private String jvm = "";
    private long pid = JvmThread.UNKNOWN_ID;
    private @Nullable ThreadLines thread;
    private String section = "";
    private boolean ended;

    OpenJavacore(TextPosition position) {
        this.location = position.location();
        this.knownFrames = position.knownFrames();
        this.warnings = new LineWarnings(position.input());
    }

    @Override
    public void accept(int number, String line) {
        int space = line.indexOf(' ');
        String tag = space < 0 ? line.strip() : line.substring(0, space);
        if (tag.isEmpty() || tag.equals("NULL") || ended) {
            return;
        }
        String content = space < 0 ? "" : line.substring(space).strip();
        if (tag.equals("0SECTION")) {
            closeThread();
            section = content.contains(" subcomponent")
                    ? content.substring(0, content.indexOf(" subcomponent"))
                    : content;
            ended = content.startsWith("Javadump End");
        } else if (!known(number, tag, content)) {
            warnings.add(number, "The line is no part of a javacore or is cut short.", "What it says is missing.");
        }
    }

    private boolean known(int number, String tag, String content) {
        return switch (section) {
            case "TITLE" -> {
                title(tag, content);
                yield true;
            }
            case "ENVINFO" -> {
                environment(tag, content);
                yield true;
            }
            case "LOCKS" -> tag.contains("LKDEADLOCK") ? deadlock(tag, content) : monitors.accept(number, tag, content);
            // A javacore cut off at its beginning may begin with a thread.
            case "THREADS", "" -> threadLine(number, tag, content);
            default -> true;
        };
    }

    /// `1TIDATETIME Date: 2016/04/04 at 08:39:09:996`, `1TIDATETIMEUTC Date: 2024/11/18 at 18:20:39:414 (UTC)`.
    private void title(String tag, String content) {
        int start = content.indexOf("20");
        boolean utc = tag.equals("1TIDATETIMEUTC");
        if ((utc || (tag.equals("1TIDATETIME") && !capturedInUtc)) && start >= 0) {
            String written = content.substring(start).replace('/', '-').replace(" at ", " ");
            capturedAt = WrittenTime.at(written, 0);
            capturedInUtc = utc;
        }
    }

    private void environment(String tag, String content) {
        if (tag.equals("1CIJAVAVERSION")) {
            jvm = content;
        } else if (tag.equals("1CIPROCESSID")) {
            int start = content.indexOf(": ") + 2;
            int end = content.indexOf(' ', start);
            pid = Numbers.decimal(content, start, end < 0 ? content.length() : end);
        }
    }

    /// `1LKDEADLOCK Deadlock detected !!!`, then `2LKDEADLOCKTHR Thread "name" (…)` along the cycle, the first one
    /// again at its end.
    private boolean deadlock(String tag, String content) {
        if (tag.equals("1LKDEADLOCK")) {
            closeDeadlock();
        }
        NamedThread named = tag.equals("2LKDEADLOCKTHR") ? NamedThread.in(content) : null;
        if (named != null) {
            deadlocked.add(named.name());
        }
        return true;
    }

    private boolean threadLine(int number, String tag, String content) {
        if (tag.equals("3XMTHREADINFO")) {
            closeThread();
            thread = ThreadLines.begin(new SourceLocation.InText(location.input(), number), content, knownFrames);
            return true;
        }
        if (tag.startsWith("1XM") || tag.startsWith("2XM") || tag.startsWith("3XMTHDCATEGORY")) {
            closeThread();
            return true;
        }
        // What the virtual machine traced of the current thread.
        boolean history = tag.equals("1XECTHTYPE") || tag.equals("3XEHSTTYPE");
        return history || (thread != null && thread.accept(number, tag, content));
    }

    private void closeThread() {
        if (thread != null) {
            threads.add(thread.close(monitors), warnings);
            thread = null;
        }
    }

    private void closeDeadlock() {
        if (!deadlocked.isEmpty()) {
            deadlocks.add(List.copyOf(deadlocked));
            deadlocked = new LinkedHashSet<>();
        }
    }

    @Override
    public ThreadDump close() {
        closeThread();
        closeDeadlock();
        if (!ended) {
            warnings.add(
                    location.line(),
                    "The javacore that begins here has no end.",
                    "Threads may be missing, and the stack of the last one may be cut short.");
        }
        return new ThreadDump(
                location,
                capturedAt,
                jvm,
                pid,
                false,
                threads.all(),
                List.copyOf(deadlocks),
                ended,
                warnings.all(),
                ThreadDumpDialect.JAVACORE);
    }
}
