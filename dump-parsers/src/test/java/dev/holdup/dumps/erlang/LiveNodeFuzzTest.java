package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.dumps.model.ErlangCrashDump;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text is read as what a live node said, be it the lines of a capture or those of a shell.
@Timeout(10)
class LiveNodeFuzzTest {
    static Stream<byte[]> seeds() throws Exception {
        return Stream.of(LiveCaptureTest.CAPTURE, ShellTextTest.story())
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyTextIsReadAsACaptureAndAsAShellText(byte[] content) throws Exception {
        sound(LiveCapture.read(new ByteArrayInputStream(content), "fuzzed", List.of()), content.length);
        sound(ShellText.read(new ByteArrayInputStream(content), "fuzzed", List.of()), content.length);
    }

    private static void sound(ErlangCrashDump node, int bytes) {
        assertThat(node.processes()).hasSizeLessThanOrEqualTo(bytes);
        node.warnings().forEach(warning -> assertThat(warning.effect()).endsWith("."));
        node.processes().forEach(process -> {
            node.terms().stack(process, 100);
            node.terms().messages(process, 100);
            assertThat(node.process(process.pid())).isNotNull();
        });
    }
}
