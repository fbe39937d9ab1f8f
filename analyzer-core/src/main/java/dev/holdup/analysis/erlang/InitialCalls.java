package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
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
        if (process.spawnedAs().startsWith("erlang:apply") && process.stackDumped() && process.framesLeftOut() == 0) {
            // The outermost call of a fun is the fun itself.
            return process.frames().isEmpty()
                    ? process.spawnedAs()
                    : process.frames().getLast().enclosing().qualifiedName();
        }
        return process.spawnedAs().isEmpty() ? "unknown" : process.spawnedAs();
    }
}
