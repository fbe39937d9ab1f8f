package dev.holdup.analysis;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes, whatever kind of dump they begin like, end in a report with all views or in one sentence.
@Timeout(10)
class IncidentFuzzTest {
    @TempDir
    private static Path folder = Path.of("");

    static Stream<byte[]> seeds() {
        return Stream.of(SmallIncident.heapDump(), threads(), node());
    }

    private static byte[] threads() {
        ThreadDumpText text = ThreadDumpText.ofJdk25().date("2026-01-01 00:00:00");
        text.thread("main").frame("com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:1)");
        text.thread("other").frame("java.net.SocketInputStream.socketRead0(Native Method)");
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] node() {
        CrashDumpText text = new CrashDumpText(CrashDumpStyle.OTP_25)
                .process(new SyntheticProcess("<0.81.0>")
                        .named("lager_event")
                        .queue(2)
                        .memory(18_584)
                        .at("gen_event:fetch_msg/6 + 96"))
                .process(new SyntheticProcess("<0.101.0>")
                        .watches("<0.81.0>", "#Ref<0.3.2.1>")
                        .at("gen:do_call/4 + 776"));
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesEndInAReportOrInOneSentence(byte[] content) throws Exception {
        SmallIncident.outcomeIsSound(folder, content);
    }
}
