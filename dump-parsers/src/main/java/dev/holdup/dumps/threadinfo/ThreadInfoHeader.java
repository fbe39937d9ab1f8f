package dev.holdup.dumps.threadinfo;

import dev.holdup.dumps.dialect.LockObject;
import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import org.jspecify.annotations.Nullable;

/// First line of a thread:
/// `"name" daemon prio=5 Id=12 BLOCKED on a.B@1f2e3d owned by "other" Id=13 (suspended) (in native)`.
///
/// JDK 8 has neither `daemon` nor `prio`. The JDK's FullThreadDump demo writes `Id=12 in BLOCKED on lock=a.B@1f2e3d`.
///
/// @param prefix what a log wrote before it on the same line
/// @param stateText such as `in native`
/// @param lock null if it waits for none
/// @param owner null if none is named
record ThreadInfoHeader(
        String prefix,
        String name,
        long number,
        boolean daemon,
        Thread.State state,
        String stateText,
        @Nullable LockObject lock,
        @Nullable LockOwner owner) {
    /// VisualVM 1.0 wrote it small.
    private static final String[] IDS = {" Id=", " id="};
    /// So often a name may hold what stands before an id.
    private static final int MAX_PLACES = 16;

    private static final int ID_CHARS = IDS[0].length();
    private static final String PRIORITY = " prio=";
    private static final String DAEMON = "\" daemon";
    private static final String OWNED_BY = " owned by \"";
    private static final Thread.State[] STATES = Thread.State.values();

    /// What the line says, or null if it is no header. The line may hold line ends, if the name does.
    static @Nullable ThreadInfoHeader parse(String line) {
        for (String idWord : IDS) {
            int places = 0;
            for (int id = line.indexOf(idWord); id > 0 && places < MAX_PLACES; id = line.indexOf(idWord, id + 1)) {
                places++;
                int nameStart = line.indexOf('"');
                int nameEnd = nameEnd(line, id);
                ThreadInfoHeader header =
                        nameStart < 0 || nameEnd <= nameStart ? null : parse(line, nameStart, nameEnd, id);
                if (header != null) {
                    return header;
                }
            }
        }
        return null;
    }

    /// Place of the quote that ends the name, if that is all that stands before the id; −1 otherwise.
    private static int nameEnd(String line, int id) {
        int end = id;
        int digits = end;
        while (digits > 0 && Numbers.isDigit(line.charAt(digits - 1))) {
            digits--;
        }
        if (digits < end && line.startsWith(PRIORITY, digits - PRIORITY.length())) {
            end = digits - PRIORITY.length();
        }
        if (line.startsWith(DAEMON, end - DAEMON.length())) {
            end -= DAEMON.length() - 1;
        }
        return end > 0 && line.charAt(end - 1) == '"' ? end - 1 : -1;
    }

    private static @Nullable ThreadInfoHeader parse(String line, int nameStart, int nameEnd, int id) {
        int numberEnd = digitsEnd(line, id + ID_CHARS);
        long number = Numbers.decimal(line, id + ID_CHARS, numberEnd);
        int stateStart = line.startsWith(" in ", numberEnd) ? numberEnd + 4 : numberEnd + 1;
        Thread.State state = number < 0 ? null : state(line, stateStart);
        if (state == null) {
            return null;
        }
        String rest = line.substring(stateStart + state.name().length()).stripTrailing();
        String words = stateWords(rest);
        String waiting = rest.substring(0, rest.length() - words.length());
        LockOwner owner = owner(waiting);
        String onLock = owner == null ? waiting : waiting.substring(0, waiting.indexOf(OWNED_BY));
        LockObject lock = lock(onLock);
        if (lock == null && !onLock.isEmpty()) {
            return null;
        }
        return new ThreadInfoHeader(
                line.substring(0, nameStart),
                line.substring(nameStart + 1, nameEnd),
                number,
                line.startsWith(DAEMON, nameEnd),
                state,
                words.replace("(", "").replace(")", "").strip(),
                lock,
                owner);
    }

    private static int digitsEnd(String line, int start) {
        int end = start;
        while (end < line.length() && Numbers.isDigit(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Thread.@Nullable State state(String line, int start) {
        for (Thread.State state : STATES) {
            int end = start + state.name().length();
            if (line.startsWith(state.name(), start) && (end == line.length() || line.charAt(end) <= ' ')) {
                return state;
            }
        }
        return null;
    }

    /// The words in parentheses at the end.
    private static String stateWords(String rest) {
        int start = rest.length();
        for (String word : new String[] {" (in native)", " (running in native)", " (suspended)"}) {
            if (rest.startsWith(word, start - word.length())) {
                start -= word.length();
            }
        }
        return rest.substring(start);
    }

    private static @Nullable LockOwner owner(String waiting) {
        int start = waiting.indexOf(OWNED_BY);
        int end = waiting.lastIndexOf("\" Id=");
        return start < 0 || end < start + OWNED_BY.length()
                ? null
                : new LockOwner(
                        waiting.substring(start + OWNED_BY.length(), end),
                        Numbers.decimal(waiting, end + 1 + ID_CHARS, waiting.length()),
                        JvmThread.UNKNOWN_ID);
    }

    private static @Nullable LockObject lock(String onLock) {
        if (!onLock.startsWith(" on ")) {
            return null;
        }
        String text = onLock.startsWith(" on lock=") ? onLock.substring(9) : onLock.substring(4);
        return LockObject.hashed(text);
    }
}
