package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmVersionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1 mixed mode, sharing) | HOTSPOT              | 17.0.15+6-Debian-1
                    25.0.3+9-LTS                                                      | THREAD_FILE          | 25.0.3+9-LTS
                    25.402-b06                                                        | SERVICEABILITY_AGENT | 25.402-b06
                    JRE 17 Linux amd64-64 (build 17.0.10+7)                           | JAVACORE             | 17.0.10+7
                    J2RE 6.0 IBM J9 2.4 Windows XP x86-32 build jvmwi3260sr5          | JAVACORE             | ''
                    """)
    void versionIsFoundInEachDialect(String jvm, ThreadDumpDialect dialect, String version) {
        ThreadDump dump = new ThreadDump(
                new SourceLocation.InText("dump", 1),
                null,
                jvm,
                JvmThread.UNKNOWN_ID,
                false,
                List.of(),
                List.of(),
                true,
                List.of(),
                dialect);
        assertThat(JvmVersion.of(List.of(dump))).isEqualTo(version);
    }
}
