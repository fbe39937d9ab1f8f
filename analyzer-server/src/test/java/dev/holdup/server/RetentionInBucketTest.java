package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With PostgreSQL and a bucket, things go as they do elsewhere.
class RetentionInBucketTest {
    @TempDir
    private Path folder;

    @Test
    void filesAndThenReportsGoFromTheBucket() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        try (TestServer server = TestServer.in(
                folder,
                RealPostgres.freshDatabase(),
                bucket,
                new RetentionPolicy(Duration.ofDays(30), Duration.ofDays(365), 0))) {
            String id = TestServer.incidentOf(server.put(
                    "/put/threads.txt",
                    Files.readAllBytes(Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt"))));
            server.awaitState(id, "done");
            server.filesOnDisk();
            assertThat(RealBucket.names(bucket)).anyMatch(name -> name.startsWith("contents/"));

            server.keepUp(Duration.ofDays(31));
            server.filesOnDisk();
            assertThat(RealBucket.names(bucket)).isNotEmpty().allMatch(name -> name.startsWith("reports/"));
            assertThat(server.get("/api/incidents/" + id + "/report.md").statusCode())
                    .isEqualTo(200);

            server.keepUp(Duration.ofDays(335));
            assertThat(server.filesOnDisk()).isEmpty();
            assertThat(RealBucket.names(bucket)).isEmpty();
        }
    }
}
