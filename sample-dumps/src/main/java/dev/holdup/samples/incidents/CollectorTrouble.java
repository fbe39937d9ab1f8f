package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.BusyFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A heap that is too small for what is rightly in it: the collector is busy, and nobody is to blame.
final class CollectorTrouble extends SelfDriven {

    private static final int KINDS = 10;
    private static final int ENTRIES = 3_000;
    private static final int ENTRY_BYTES = 2 << 10;
    private static final int FEEDS = 3;
    private static final String FEED = "dev.holdup.samples.apps.BusyFeed.feed";

    CollectorTrouble() {
        super(
                "gc-trouble",
                "a heap nearly full of rightful data of ten kinds, and threads that make garbage",
                BusyFeed.class,
                List.of());
    }

    @Override
    List<String> jvmOptions() {
        return List.of("-Xmx84m", "-XX:-UseG1GC", "-XX:+UseSerialGC");
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(ENTRIES, ENTRY_BYTES, FEEDS);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(FEED) == FEEDS;
    }

    @Override
    void heapDump(ChildJvm child, Path target) throws StagingException, InterruptedException, IOException {
        child.heapDumpWithGarbage(target);
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return Expected.nothing()
                .innocent()
                .and("running", threads.names(FEED))
                .and("cacheBytes", KINDS * ENTRIES * ENTRY_BYTES);
    }
}
