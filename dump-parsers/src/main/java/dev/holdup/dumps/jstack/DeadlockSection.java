package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.FrameLine;
import dev.holdup.dumps.dialect.LockLine;
import java.util.ArrayList;
import java.util.List;

/// `Found one Java-level deadlock:` to `Found 1 deadlock.`: each deadlock lists its threads as `"name":` with what
/// they wait for, and then once more with their stacks, which the dump already had.
///
/// Names are not escaped; one with a line end in it goes on until a line that ends as its entry must.
final class DeadlockSection {
    private static final int MAX_NAME_LINES = 16;
    private static final String STACKS = "Java stack information for the threads listed above:";

    private final List<List<String>> deadlocks = new ArrayList<>();
    private List<String> names = new ArrayList<>();
    private boolean inStacks;
    private final StringBuilder openName = new StringBuilder();
    private int openLines;
    private String openEnd = "";

    static boolean begins(String stripped) {
        return stripped.startsWith("Found one Java-level deadlock");
    }

    /// `Found 1 deadlock.` or `Found a total of 2 deadlocks.`
    static boolean ends(String stripped) {
        return stripped.startsWith("Found ") && stripped.contains(" deadlock") && !begins(stripped);
    }

    void begin() {
        close();
        inStacks = false;
    }

    /// Takes a line, or says that it is none of this section's.
    boolean accept(String line, String stripped) {
        if (openLines > 0) {
            goOn(line);
            return true;
        }
        if (stripped.startsWith("\"")) {
            open(line.stripLeading(), "\":");
            return true;
        }
        if (stripped.startsWith("which is held by \"") || stripped.startsWith("in JNI, which is held by \"")) {
            if (!stripped.endsWith("\"")) {
                open(stripped, "\"");
            }
            return true;
        }
        if (stripped.equals(STACKS)) {
            inStacks = true;
            return true;
        }
        return stripped.startsWith("==")
                || stripped.startsWith("waiting ")
                || stripped.startsWith("which is held by ")
                || stripped.startsWith("in JNI")
                || (inStacks && (FrameLine.begins(stripped) || LockLine.begins(stripped)));
    }

    private void open(String line, String end) {
        openName.setLength(0);
        openName.append(line);
        openEnd = end;
        openLines = 1;
        closeNameIfWhole(line);
    }

    private void goOn(String line) {
        openName.append('\n').append(line);
        openLines++;
        closeNameIfWhole(line);
        if (openLines >= MAX_NAME_LINES) {
            openLines = 0;
        }
    }

    private void closeNameIfWhole(String line) {
        if (!line.stripTrailing().endsWith(openEnd)) {
            return;
        }
        openLines = 0;
        int nameEnd = openName.lastIndexOf("\"");
        if (openEnd.endsWith(":") && nameEnd > 0 && !inStacks) {
            names.add(openName.substring(1, nameEnd));
        }
    }

    private void close() {
        if (!names.isEmpty()) {
            deadlocks.add(List.copyOf(names));
            names = new ArrayList<>();
        }
        openLines = 0;
    }

    List<List<String>> deadlocks() {
        close();
        return List.copyOf(deadlocks);
    }
}
