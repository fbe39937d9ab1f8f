package dev.holdup.samples.incidents;

import java.util.List;
import java.util.Optional;

/// A sick Erlang node that can be brought about: a program of `resources/dev/holdup/samples/erlang`.
///
/// @param name on the command line; the program's module has `_` instead of `-`
/// @param needs a module that has to be installed beside Erlang's own; empty if none
public record ErlangIncident(
        String name, String summary, String needs, List<String> modules, String story, String truth, String cure) {

    private static final List<ErlangIncident> ALL = List.of(
            new ErlangIncident(
                    "lager-stalled",
                    "connections of an Erlang server wait for lager, whose collector does not read",
                    "lager",
                    List.of("lager_tcp_backend", "lager_stalled"),
                    "The memory of a node soars; it has a few thousand connections and far more processes. No tool can be"
                            + " started on it any more.",
                    "Each connection logs a line through lager. Its back end sends lines to a collector over TCP, which has"
                            + " stopped reading. Since more than `async_threshold` lines are queued, lager makes callers wait,"
                            + " and every connection hangs in `gen_event:rpc/2` with all that it holds. `lager_event` itself"
                            + " waits in `prim_inet:send_recv_reply/2`.",
                    "Raise `async_threshold` with `async_threshold_window`, bound the mailbox with `killer_hwm`, and give the"
                            + " back end's socket a `send_timeout`."),
            new ErlangIncident(
                    "mailbox-overload",
                    "a gen_server that is sent more than it receives",
                    "",
                    List.of("mailbox_overload"),
                    "One process of a node grows and grows.",
                    "It waits within a callback for a message that never comes, while others cast to it.",
                    "Bound what senders may send; do not wait for messages within a callback."),
            new ErlangIncident(
                    "binary-leak",
                    "processes that keep small parts of large binaries",
                    "",
                    List.of("binary_leak"),
                    "A node's memory is in binaries; its processes all look small.",
                    "Each process keeps a hundred bytes out of a large binary, and with them all of it.",
                    "`binary:copy/1` for what is kept."),
            new ErlangIncident(
                    "call-deadlock",
                    "two gen_servers that call each other",
                    "",
                    List.of("call_deadlock"),
                    "Two servers answer no more.",
                    "Each of them is in the middle of a call to the other. The rest waits behind them.",
                    "Let calls go one way only."),
            new ErlangIncident(
                    "ets-growth",
                    "a table that nobody deletes from",
                    "",
                    List.of("ets_growth"),
                    "A node's memory grows by the day.",
                    "The table `sessions` keeps every session that ever was.",
                    "Delete rows, or give them an age."),
            new ErlangIncident(
                    "idle-node",
                    "a healthy Erlang node",
                    "",
                    List.of("idle_node"),
                    "Nothing is wrong: a dump was asked for.",
                    "Hundreds of servers wait for work.",
                    "None is needed."));

    public static List<ErlangIncident> all() {
        return ALL;
    }

    public static Optional<ErlangIncident> named(String name) {
        return ALL.stream().filter(incident -> incident.name.equals(name)).findFirst();
    }

    String module() {
        return name.replace('-', '_');
    }

    String readme() {
        return "# " + name + "\n\n**The story.** " + story + "\n\n**What is true.** " + truth + "\n\n**The cure.** "
                + cure
                + "\n\n**Staged** on a real node by `" + module()
                + ".erl`; the figures in `expected.json` were read on the node"
                + " itself right before it wrote its dump.\n";
    }
}
