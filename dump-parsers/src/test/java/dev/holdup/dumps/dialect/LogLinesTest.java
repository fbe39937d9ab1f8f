package dev.holdup.dumps.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private static List<String> lines(String text) throws IOException {
        LogLines lines = new LogLines(new TextLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(lines.number() + ":" + line);
        }
        return all;
    }

    @Test
    void kubernetesPrefixIsCutWhateverItsLength() throws IOException {
        assertThat(lines("""
                2026-11-23T10:11:12.123456789Z stdout F Full thread dump
                2026-11-23T10:11:12.1234Z stderr F \tat a.B.c(B.java:1)
                2026-11-23T10:11:12.12+01:00 stdout F\s
                2026-11-23T10:11:12Z stdout F
                2026-11-23T10:11:12Z stdout X no prefix
                2026-11-23 10:11:12
                """))
                .containsExactly(
                        "1:Full thread dump",
                        "2:\tat a.B.c(B.java:1)",
                        "3:",
                        "4:",
                        "5:2026-11-23T10:11:12Z stdout X no prefix",
                        "6:2026-11-23 10:11:12");
    }

    @Test
    void partsOfALongLineArePutTogether() throws IOException {
        assertThat(lines("""
                2026-11-23T10:11:12.1Z stdout P one,
                2026-11-23T10:11:12.1Z stdout P two,
                2026-11-23T10:11:12.1Z stdout F three
                2026-11-23T10:11:12.1Z stdout F next
                {"log":"four,","stream":"stdout","time":"2026-11-23T10:11:12.1Z"}
                {"log":"five\\n","stream":"stdout","time":"2026-11-23T10:11:12.1Z"}
                2026-11-23T10:11:12.1Z stdout P cut
                """)).containsExactly("1:one,two,three", "4:next", "5:four,five", "7:cut");
    }

    @Test
    void dockerJsonIsUnescaped() throws IOException {
        assertThat(lines("""
                {"log":"\\"a\\\\b\\" #1 \\u003cinit\\u003e\\tx\\r\\n","stream":"stdout","time":"2026-11-23T10:11:12Z"}
                {"log":"\\n","stream":"stdout","time":"2026-11-23T10:11:12Z"}
                {"log":"cut \\u00
                {"log":"cut \\
                """)).containsExactly("1:\"a\\b\" #1 <init>\tx", "2:", "3:cut \uFFFD", "4:cut \\");
    }
}
