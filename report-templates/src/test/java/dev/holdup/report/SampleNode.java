package dev.holdup.report;

import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import java.util.List;
import java.util.Map;

/// A report on an Erlang node, by hand: connections wait for lager_event, which cannot get rid of its lines.
final class SampleNode {
    private static final Subsystem LAGER = new Subsystem("logging.lager", "lager", "logging");

    private SampleNode() {}

    static IncidentReport lager() {
        Owner owner = new Owner(
                "lager_event",
                "<0.93.0>",
                "prim_inet:send_recv_reply/2",
                "waiting",
                "writing to a socket whose other end does not read fast enough",
                "a monitor that the waiting process has set on it",
                List.of(
                        "prim_inet:send_recv_reply/2",
                        "lager_tcp_backend:handle_event/2",
                        "gen_event:server_update/4"));
        Verdict verdict = new Verdict(
                "blocked",
                "120 processes wait to write a log line through lager; lager_event is writing to a socket.",
                "high",
                "Each caller watches the process that it waits for, and that one's own stack is in the dump.",
                LAGER,
                "slow-output",
                "gen_event:rpc/2",
                120,
                10_755_000L,
                0.33,
                0,
                owner,
                List.of("Beyond async_threshold queued lines each caller waits until its line is handled."),
                List.of(new Evidence(
                        "lager_event has 971 messages queued.", new Source("erl_crash.dump", null, 125_530L))),
                List.of(new Verdict.Remedy(
                        "Let callers wait only when many more lines are queued.", "async_threshold", "20", null)),
                List.of());
        Group victims = new Group(
                LAGER,
                "gen_event:rpc/2",
                "waiting",
                false,
                "victim",
                "lager-sync",
                120,
                10_755_000L,
                550_000L,
                new Group.WaitsFor("lager_event", "<0.93.0>", "for an answer of"),
                owner,
                List.of("<0.226.0>", "<0.227.0>"),
                List.of(
                        new Group.Frame("gen:do_call/4", null, null),
                        new Group.Frame("gen_event:rpc/2", null, null),
                        new Group.Frame("'Elixir.My.Shop':'-serve/1-fun-0-'/1", null, null)),
                List.of(new Group.FrameHolding("gen_event:rpc/2", "heap and stack in use", 120, 9_000_000)),
                null,
                null,
                null);
        ErlangFacts.ProcessRow row = new ErlangFacts.ProcessRow(
                "lager_event",
                "<0.93.0>",
                "gen_event:init_it/6",
                "prim_inet:send_recv_reply/2",
                "Waiting",
                971,
                232_769L,
                2_644_544,
                0);
        ErlangFacts facts = new ErlangFacts(
                "eheap_alloc: Cannot allocate 54176 bytes of memory (of type \"heap\").",
                "The system gave no more memory: 54.2 kB were asked for to let the heap of a process grow.",
                List.of(
                        new ErlangFacts.Kind("total", 32_595_856, "all that the runtime has allocated"),
                        new ErlangFacts.Kind("processes", 17_675_848, "heaps, stacks and queued messages")),
                List.of(
                        new ErlangFacts.Limit("processes", 297, null),
                        new ErlangFacts.Limit("atoms", 13_832, 1_048_576L)),
                List.of(row),
                List.of(row),
                List.of(row),
                List.of(new ErlangFacts.Origin("tcp_proxy:init/1", 120, 120, 10_634_880, 0)),
                List.of(new ErlangFacts.Mailbox(
                        "lager_event", 971, 971, List.of(new ErlangFacts.Shape("{notify,{log,_}}", 851)))),
                List.of(new ErlangFacts.Table("lager_config", "lager_sup <0.92.0>", 12, 4_000L, "set")),
                List.of(new ErlangFacts.Port("#Port<0.6>", "lager_event <0.93.0>", "tcp_inet", 8_220L, true, 3)));
        return new IncidentReport(
                1,
                new IncidentReport.Tool("holdup", "0.1.0"),
                new IncidentReport.Analysis("2026-11-26T00:10:00Z", 870),
                List.of(new IncidentReport.Input(
                        "erl_crash.dump",
                        "erlang-crash-dump",
                        13_217_734,
                        "1f8eb793ae8382734f4b5163ca5cf37f6f39be189875c1aa507ec9bc94f93653",
                        "2026-11-26T00:03:15",
                        true,
                        List.of())),
                new IncidentReport.RuntimeInfo("erlang", "OTP 25"),
                new Memory(
                        32_595_856,
                        32_595_856,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new Memory.Layout(0, 8, 8, "words of the runtime"),
                        List.of(
                                new Memory.Holder("other memory of the runtime", 21_960_976),
                                new Memory.Holder("blocked processes", 10_634_880)),
                        null),
                new Units("process", 297, null, 0, 174, Map.of("waiting", 295, "running", 2)),
                verdict,
                List.of(victims),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new UnitRow("lager_event", "<0.93.0>", "waiting", "Waiting", "gen_event:rpc/2", 0, 2_644_544L)),
                List.of(),
                List.of(new IncidentReport.NotChecked(
                        "whether the processes are stuck or only slow",
                        "a crash dump shows one moment",
                        "holdup capture --erlang")),
                facts,
                null,
                null);
    }
}
