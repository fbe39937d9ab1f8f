package dev.holdup.dumps.model;

import java.util.List;

/// A port: a socket, an external program, a driver.
///
/// @param id `#Port<0.3>`
/// @param owner pid of the process connected to it; empty if the dump does not say
/// @param what it controls, such as `tcp_inet` or a command; empty if the dump does not say
/// @param state such as `CONNECTED|BINARY_IO`; empty before OTP 19
/// @param inputBytes read since it was opened
/// @param outputBytes written since it was opened
/// @param queuedBytes written by processes and not yet by the system; [#UNKNOWN] before OTP 19
/// @param suspended pids of processes that wait until it is no longer busy
public record ErlangPort(
        SourceLocation location,
        String id,
        String owner,
        String what,
        String state,
        long inputBytes,
        long outputBytes,
        long queuedBytes,
        List<String> suspended) {
    public static final long UNKNOWN = -1;

    public boolean busy() {
        return !suspended.isEmpty() || state.contains("BUSY");
    }
}
