package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.unit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps that name locks by their identity hash, and owners on the lines of those who wait.
class DialectWaitsTest {
    private static final String THREAD_INFOS = """
            "clerk" prio=5 Id=21 BLOCKED on com.acme.Ledger@1b2c3d4e owned by "owner" Id=20
            	at app//com.acme.Ledger.enter(Ledger.java:7)
            	-  blocked on com.acme.Ledger@1b2c3d4e
            	at app//com.acme.Clerk.run(Clerk.java:5)

            "reader" prio=5 Id=22 WAITING on java.util.concurrent.locks.ReentrantLock$NonfairSync@5e6f7a8b owned by "writer" Id=23
            	at java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)
            	-  waiting on java.util.concurrent.locks.ReentrantLock$NonfairSync@5e6f7a8b
            	at java.base@17.0.15/java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)
            	at app//com.acme.Reader.run(Reader.java:9)

            "owner" prio=5 Id=20 RUNNABLE
            	at app//com.acme.Ledger.slow(Ledger.java:12)
            	at app//com.acme.Ledger.enter(Ledger.java:8)
            	-  locked com.acme.Ledger@1b2c3d4e

            "writer" prio=5 Id=23 RUNNABLE
            	at app//com.acme.Writer.run(Writer.java:3)

            """;

    @TempDir
    private Path directory;

    @Test
    void aMonitorIsFoundByItsHashAndALockByTheOwnerThatItsWaiterNames() throws IOException, MalformedDumpException {
        WaitForGraph graph = WaitForGraph.of(JoinedUnits.of(List.of(), parse(THREAD_INFOS)));

        WaitEdge clerk = requireNonNull(graph.edge(unit(graph.joined(), "clerk")));
        assertThat(clerk.owner()).isEqualTo(unit(graph.joined(), "owner").index());
        assertThat(clerk.knownBy()).isEqualTo(KnownBy.MONITOR_LINE);
        WaitEdge reader = requireNonNull(graph.edge(unit(graph.joined(), "reader")));
        assertThat(reader.owner()).isEqualTo(unit(graph.joined(), "writer").index());
        assertThat(reader.knownBy()).isEqualTo(KnownBy.NAMED_OWNER);
    }

    private List<ThreadDump> parse(String text) throws IOException, MalformedDumpException {
        Path file = directory.resolve("infos.txt");
        Files.writeString(file, text);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            return dumps.threadDumps();
        }
    }
}
