package dev.holdup.dumps;

/// Kind of a dump, told by its first bytes and never by its name.
public enum DumpFormat {
    HPROF("hprof"),
    THREAD_DUMP("thread-dump"),
    ERLANG_CRASH_DUMP("erlang-crash-dump"),
    ERLANG_CAPTURE("erlang-capture"),
    ERLANG_SHELL("erlang-shell");

    private final String id;

    DumpFormat(String id) {
        this.id = id;
    }

    /// As `report.json` writes it in `inputs[].kind`.
    public String id() {
        return id;
    }
}
