package dev.holdup.samples.synthetic;

/// What releases of the Erlang runtime write differently in a crash dump.
public enum CrashDumpStyle {
    R15("0.1", "Erlang R15B02 (erts-5.9.2) [64-bit] [smp:4:4] [async-threads:0]", 15),
    R16("0.2", "Erlang R16B02 (erts-5.10.3) [source] [64-bit] [smp:4:4] [async-threads:10]", 16),
    OTP_18("0.3", "Erlang/OTP 18 [erts-7.1] [source] [64-bit] [smp:4:4] [async-threads:10]", 18),
    OTP_20("0.5", "Erlang/OTP 20 [erts-9.3] [64-bit] [smp:4:4] [ds:4:4:10] [async-threads:10]", 20),
    OTP_25("0.5", "Erlang/OTP 25 [erts-13.1.5] [source] [64-bit] [smp:2:2] [ds:2:2:10] [async-threads:1] [jit:ns]", 25),
    OTP_27("0.5", "Erlang/OTP 27 [erts-15.2] [source] [64-bit] [smp:8:8] [ds:8:8:10] [async-threads:1] [jit]", 27);

    private final String formatVersion;
    private final String systemVersion;
    private final int release;

    CrashDumpStyle(String formatVersion, String systemVersion, int release) {
        this.formatVersion = formatVersion;
        this.systemVersion = systemVersion;
        this.release = release;
    }

    String formatVersion() {
        return formatVersion;
    }

    String systemVersion() {
        return systemVersion;
    }

    /// Bytes of a process are told beside words of its heap.
    boolean tellsMemory() {
        return release >= 16;
    }

    /// The caller's address stands among the process's lines.
    boolean tellsCaller() {
        return release <= 22;
    }

    /// Words of refc binaries that a heap refers to.
    boolean tellsBinaryHeap() {
        return release >= 20;
    }

    boolean base64() {
        return release >= 20;
    }
}
