package dev.holdup.dumps;

import dev.holdup.dumps.model.ErlangCrashDump;

/// Which of two things that Erlang nodes left is analysed, and what is said of the other.
final class NodeChoice {
    private NodeChoice() {}

    static OpenedInput.Erlang of(OpenedInput.Erlang one, OpenedInput.Erlang other) {
        String first = one.dump().node().writtenAt();
        String second = other.dump().node().writtenAt();
        if (first != null && second != null && !first.equals(second)) {
            return first.compareTo(second) > 0 ? one : other;
        }
        return one.dump().processes().size() > other.dump().processes().size() ? one : other;
    }

    /// One sentence.
    static String reason(OpenedInput.Erlang chosen, OpenedInput.Erlang other) {
        String first = chosen.dump().node().writtenAt();
        String second = other.dump().node().writtenAt();
        boolean newer = first != null && second != null && !first.equals(second);
        return "Several things of Erlang nodes were given, and one is analysed: "
                + chosen.file().name() + ", "
                + (newer
                        ? "written at " + first + ", later than this one of " + second + "."
                        : "with " + count(chosen.dump()) + ", where this one has " + count(other.dump()) + ".");
    }

    private static String count(ErlangCrashDump dump) {
        int processes = dump.processes().size();
        return processes + (processes == 1 ? " process" : " processes");
    }
}
