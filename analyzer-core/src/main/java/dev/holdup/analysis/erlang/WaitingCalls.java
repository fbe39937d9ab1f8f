package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// OTP's own code for waiting: calls that say that a process waits, and not what for.
final class WaitingCalls {
    /// The innermost of them wait for an answer, and watch the process that owes it.
    private static final Set<String> FOR_AN_ANSWER = Set.of(
            "gen:do_call/3",
            "gen:do_call/4",
            "gen:call/3",
            "gen:call/4",
            "gen_server:call/2",
            "gen_server:call/3",
            "gen_event:rpc/2",
            "gen_statem:call/2",
            "gen_statem:call/3",
            "io:wait_io_mon_reply/2",
            "io:execute_request/3",
            "logger_olp:call/2",
            "logger_std_h:file_ctrl_call/2",
            "disk_log:monitor_request/2",
            "proc_lib:sync_wait/2",
            "proc_lib:sync_wait_mon/2",
            "proc_lib:sync_start/2",
            "proc_lib:sync_start_link/2");

    /// Those that wait for a process of this name without watching it.
    private static final Map<String, String> FOR_A_NAME = Map.of(
            "code_server:call/1", "code_server",
            "mnesia_locker:l_req_rec/2", "mnesia_locker",
            "mnesia_locker:receive_wlocks/4", "mnesia_locker",
            "mnesia_tm:rec/2", "mnesia_tm",
            "init:request/1", "init",
            "erl_prim_loader:request/1", "erl_prim_loader");

    /// Those that wait until a port has taken what they write.
    private static final Set<String> FOR_A_PORT = Set.of(
            "prim_inet:send/3",
            "prim_inet:send/4",
            "prim_inet:send_recv_reply/2",
            "prim_inet:sendto/4",
            "erlang:port_command/2",
            "erlang:port_command/3",
            "erlang:port_control/3");

    /// Modules whose calls stand between the waiting one and the one that says what for.
    private static final Set<String> MODULES =
            Set.of("gen", "gen_server", "gen_event", "gen_statem", "gen_fsm", "prim_inet", "io");

    private WaitingCalls() {}

    /// Whether the innermost call waits for a process or a port.
    static boolean isOne(List<ErlangFrame> frames) {
        return forAnAnswer(frames) || forAPort(frames) || !name(frames).isEmpty();
    }

    static boolean forAnAnswer(List<ErlangFrame> frames) {
        return !frames.isEmpty() && FOR_AN_ANSWER.contains(frames.getFirst().qualifiedName());
    }

    static boolean forAPort(List<ErlangFrame> frames) {
        return !frames.isEmpty() && FOR_A_PORT.contains(frames.getFirst().qualifiedName());
    }

    /// Registered name of the process that the innermost call waits for; empty for any other call.
    static String name(List<ErlangFrame> frames) {
        return frames.isEmpty() ? "" : FOR_A_NAME.getOrDefault(frames.getFirst().qualifiedName(), "");
    }

    /// Whether the call belongs to the code that waits, and not to what called it.
    static boolean belongsTo(ErlangFrame frame) {
        return MODULES.contains(frame.module()) || FOR_AN_ANSWER.contains(frame.qualifiedName());
    }

    /// The first call that says what is waited for, as written in source; if there is none, the outermost of the
    /// waiting code, which says how.
    static String telling(List<ErlangFrame> frames) {
        String waiting = "";
        for (ErlangFrame frame : frames) {
            if (frame.module().isEmpty() || frame.module().equals("proc_lib")) {
                continue;
            }
            String name = frame.enclosing().qualifiedName();
            if (!MODULES.contains(frame.module())) {
                return name;
            }
            waiting = name;
        }
        return waiting.isEmpty() && !frames.isEmpty() ? frames.getFirst().qualifiedName() : waiting;
    }
}
