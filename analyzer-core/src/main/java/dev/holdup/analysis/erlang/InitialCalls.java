package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.Set;

/// The function that a process was started for, past the ones that start every process.
final class InitialCalls {
    private static final Set<String> STARTERS =
            Set.of("proc_lib:init_p/3", "proc_lib:init_p/5", "erlang:apply/2", "erlang:apply/3", "");

    private InitialCalls() {}

    /// `module:function/arity`; what the dump says where nothing better is known, and `unknown` if it says nothing.
    static String of(ErlangCrashDump dump, ErlangProcess process) {
        if (!STARTERS.contains(process.spawnedAs())) {
            return process.spawnedAs();
        }
        String call = dump.terms().initialCall(process);
        if (!call.isEmpty()) {
            return call;
        }
        if (process.stackDumped()
                && process.framesLeftOut() == 0
                && !process.frames().isEmpty()) {
            // The outermost call of a process that runs a fun is that fun, unless it has gone on to another.
            ErlangFrame outermost = process.frames().getLast();
            ErlangFrame enclosing = outermost.enclosing();
            if (!enclosing.equals(outermost)) {
                return enclosing.qualifiedName();
            }
        }
        return process.spawnedAs().isEmpty() ? "unknown" : process.spawnedAs();
    }
}
