package dev.holdup.server;

import java.nio.file.Path;

/// The same with PostgreSQL.
class ResumedUploadOnPostgresTest extends ResumedUploadTest {
    @Override
    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data, RealPostgres.freshDatabase());
    }
}
