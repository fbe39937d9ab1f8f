package dev.holdup.server;

import java.nio.file.Path;

/// The same with PostgreSQL and a bucket.
class IncidentsInBucketTest extends IncidentsTest {
    @Override
    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data, RealPostgres.freshDatabase(), RealBucket.freshPrefix());
    }
}
