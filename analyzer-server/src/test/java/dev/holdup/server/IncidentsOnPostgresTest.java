package dev.holdup.server;

import java.nio.file.Path;

/// The same with PostgreSQL.
class IncidentsOnPostgresTest extends IncidentsTest {
    @Override
    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data, RealPostgres.freshDatabase());
    }
}
