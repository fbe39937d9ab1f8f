package dev.holdup.server;

import dev.holdup.server.store.DatabaseAddress;
import java.nio.file.Path;

/// The same with a bucket.
class ResumedUploadInBucketTest extends ResumedUploadTest {
    @Override
    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data, new DatabaseAddress.InFolder(data), RealBucket.freshPrefix());
    }
}
