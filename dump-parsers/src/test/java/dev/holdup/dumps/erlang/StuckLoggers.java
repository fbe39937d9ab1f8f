package dev.holdup.dumps.erlang;

import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// A small node whose connections wait for their logger, with one of everything.
final class StuckLoggers {
    static final String BINARY = "7FAA18B50028";

    private StuckLoggers() {}

    static CrashDumpText text(CrashDumpStyle style) {
        CrashDumpText text = new CrashDumpText(style)
                .process(new SyntheticProcess("<0.81.0>")
                        .named("lager_event")
                        .queue(2)
                        .link("<0.80.0>")
                        .watchedBy("<0.101.0>", "#Ref<0.3.2.1>")
                        .watchedBy("{name,'other@host'}", "#Ref<0.3.2.2>")
                        .heap(1598, 83, 610, 483)
                        .memory(18_584)
                        .at("gen:do_for_proc/2 + 96")
                        .returnsTo("gen_event:fetch_msg/6 + 104")
                        .variable("N")
                        .returnsTo("<terminate process normally>")
                        .message("H7F3CE2130860")
                        .message("A4:stop")
                        .term("7F3CE2130860:t3:A6:notify,H7F3CE2130880,I-7")
                        .term("7F3CE2130880:lI47|H7F3CE2130890")
                        .term("7F3CE2130890:lI85|N"));
        for (int connection = 101; connection <= 102; connection++) {
            String base = "7F" + connection;
            text.process(new SyntheticProcess("<0." + connection + ".0>")
                    .spawned("proc_lib:init_p/5", "<0.80.0>")
                    .link("#Port<0." + connection + ">")
                    .watches("<0.81.0>", "#Ref<0.3.2.1>")
                    .heap(233, 191, 0, 0)
                    .binaryWords(100_000)
                    .memory(2896)
                    .at("gen:do_call/4 + 776")
                    .calledFrom("invalid")
                    .variable("H" + base + "0E0")
                    .returnsTo("gen_event:rpc/2 + 112")
                    .variable("A5:debug")
                    .returnsTo("'Elixir.My.Shop':'-handle call/3-fun-0-'/2 + 828")
                    .variable("H" + base + "0A0")
                    .returnsTo("<terminate process normally>")
                    .entry("H" + base + "0B0")
                    .term(base + "0E0:" + reference(style))
                    .term(base + "0A0:Yc" + BINARY + ":64:C8")
                    .term(base + "0B0:t2:AD:$initial_call,H" + base + "0C0")
                    .term(base + "0C0:t3:A9:tcp_proxy,A4:init,I1"));
        }
        return text.process(new SyntheticProcess("<0.103.0>").sensitive().at("gen_server:loop/7 + 36"))
                .section(
                        "port:#Port<0.101>",
                        "State: CONNECTED|BINARY_IO|PORT_BUSY",
                        "Slot: 101",
                        "Connected: <0.101.0>",
                        "Links: <0.101.0>",
                        "Suspended: <0.102.0>, <0.103.0>",
                        "Port controls linked-in driver: tcp_inet",
                        "Input: 17",
                        "Output: 4000",
                        "Queue: 8192")
                .table("<0.81.0>", "sessions", 12, 500)
                .table("<0.81.0>", "unknown", 3, -1)
                .section("timer:<0.81.0>", "Message: {'=', <<\"x\">>}", "Time left: 3579382")
                .section("timer:<0.81.0>", "Message: tick", "Time left: 12 ms")
                .section("mod:lager", "Current size: 100")
                .section("fun", "Module: lager")
                .literal("7FAA1C283AB0:lI1|N")
                .binary(BINARY, "abcdefgh".repeat(100).getBytes(StandardCharsets.US_ASCII));
    }

    /// `#Ref<0.3.2.1>` in the external format.
    private static String reference(CrashDumpStyle style) {
        byte[] external = {(byte) 131, 90, 0, 3, 100, 0, 1, 'n', 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3};
        String data = style.compareTo(CrashDumpStyle.OTP_20) >= 0
                ? Base64.getEncoder().encodeToString(external)
                : HexFormat.of().withUpperCase().formatHex(external);
        return "E18:" + data;
    }
}
