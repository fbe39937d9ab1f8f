package dev.holdup.dumps.jrockit;

import dev.holdup.dumps.dialect.Numbers;
import org.jspecify.annotations.Nullable;

/// First line of a thread: `"name" id=12 idx=0x4 tid=27878 prio=5 alive, in native, waiting, daemon`.
///
/// @param number −1 for `id=?`
/// @param nid the system's id, which JRockit calls `tid`
/// @param stateText such as `alive, in native, waiting`
record JrockitHeader(String name, long number, long nid, boolean daemon, String stateText) {
    private static final String ID = "\" id=";
    private static final String INDEX = " idx=";
    private static final String TID = " tid=";
    private static final String PRIORITY = " prio=";
    private static final String DAEMON = ", daemon";

    /// What the line says, or null if it is no header.
    static @Nullable JrockitHeader parse(String line) {
        if (!line.startsWith("\"")) {
            return null;
        }
        int id = line.lastIndexOf(ID);
        int index = line.indexOf(INDEX, id + 1);
        int tid = line.indexOf(TID, index + 1);
        int priority = line.indexOf(PRIORITY, tid + 1);
        int state = priority < 0 ? -1 : line.indexOf(' ', priority + 1);
        if (id < 1 || index < 0 || tid < 0 || state < 0) {
            return null;
        }
        String text = line.substring(state + 1).strip();
        boolean daemon = text.endsWith(DAEMON);
        return new JrockitHeader(
                line.substring(1, id),
                Numbers.decimal(line, id + ID.length(), index),
                Numbers.decimal(line, tid + TID.length(), priority),
                daemon,
                daemon ? text.substring(0, text.length() - DAEMON.length()) : text);
    }

    Thread.State state() {
        if (stateText.contains("sleeping")) {
            return Thread.State.TIMED_WAITING;
        }
        if (stateText.contains(", blocked")) {
            return Thread.State.BLOCKED;
        }
        boolean waits = stateText.contains("waiting") || stateText.contains("parked");
        return waits ? Thread.State.WAITING : Thread.State.RUNNABLE;
    }
}
