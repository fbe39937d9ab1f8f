package dev.holdup.samples.synthetic;

import java.util.Locale;

/// A node of any number of connections that wait for their logger, as the incident left it: `lager_event` with a long
/// queue, and a process a connection that has called it.
///
/// At 100,000 connections of 750 cells its dump has two gigabytes.
public final class LargeNode {
    private static final int FIRST = 1000;
    private static final int NUMBERS = 32_768;

    private LargeNode() {}

    /// @param cells of the list that each connection holds: 27 bytes of text, 16 of memory
    public static CrashDumpText of(int connections, int cells) {
        SyntheticProcess logger = new SyntheticProcess("<0.81.0>")
                .named("lager_event")
                .queue(connections)
                .memory(64L * connections)
                .at("gen:do_call/4 + 776")
                .returnsTo("gen_event:server_update/4 + 112")
                .returnsTo("gen_event:fetch_msg/6 + 104")
                .returnsTo("<terminate process normally>");
        for (int connection = 0; connection < connections; connection++) {
            logger.watchedBy(pid(connection), reference(connection));
        }
        long each = 2688L + 16L * cells;
        return new CrashDumpText(CrashDumpStyle.OTP_25)
                .memory("total", each * connections + 100_000_000L)
                .memory("processes", each * connections + 64L * connections + 10_000_000L)
                .memory("system", 90_000_000L)
                .process(logger)
                .processes(connections, connection -> connection(connection, cells, each));
    }

    private static SyntheticProcess connection(int connection, int cells, long memory) {
        long address = 0x7F3C_0000_0000L + (long) connection * (cells + 16) * 16;
        SyntheticProcess process = new SyntheticProcess(pid(connection))
                .spawned("proc_lib:init_p/5", "<0.80.0>")
                .link("#Port<0." + (FIRST + connection) + ">")
                .watches("<0.81.0>", reference(connection))
                .heap(2L * cells + 300, 200, 0, 0)
                .memory(memory)
                .at("gen:do_call/4 + 776")
                .returnsTo("gen_event:rpc/2 + 112")
                .returnsTo("lager:do_log_impl/10 + 828")
                .variable("A9:undefined")
                .returnsTo("tcp_proxy:loop/1 + 312")
                .variable("H" + hex(address))
                .returnsTo("<terminate process normally>")
                .entry("H" + hex(address + 16L * cells));
        for (int cell = 0; cell < cells; cell++) {
            String tail = cell == cells - 1 ? "N" : "H" + hex(address + 16L * (cell + 1));
            process.term(hex(address + 16L * cell) + ":lI" + (cell & 255) + "|" + tail);
        }
        return process.term(hex(address + 16L * cells) + ":t2:AD:$initial_call,H" + hex(address + 16L * cells + 32))
                .term(hex(address + 16L * cells + 32) + ":t3:A9:tcp_proxy,A4:init,I1");
    }

    private static String pid(int connection) {
        int number = FIRST + connection;
        return "<0." + number % NUMBERS + "." + number / NUMBERS + ">";
    }

    private static String reference(int connection) {
        return "#Ref<0.1495591926.3356753922." + connection + ">";
    }

    private static String hex(long address) {
        return Long.toHexString(address).toUpperCase(Locale.ROOT);
    }
}
