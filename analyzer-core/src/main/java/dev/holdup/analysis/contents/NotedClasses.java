package dev.holdup.analysis.contents;

import java.util.List;
import java.util.stream.Stream;

/// The classes whose objects are few, and are looked into one by one.
final class NotedClasses {
    static final String THREAD_POOL = "java.util.concurrent.ThreadPoolExecutor";
    static final String TOMCAT_POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";
    static final String FORK_JOIN_POOL = "java.util.concurrent.ForkJoinPool";
    static final String FORK_JOIN_QUEUE = "java.util.concurrent.ForkJoinPool$WorkQueue";
    static final String FORK_JOIN_WORKER = "java.util.concurrent.ForkJoinWorkerThread";
    static final String OKHTTP_DISPATCHER = "okhttp3.Dispatcher";

    static final String DIRECT_BUFFER = "java.nio.DirectByteBuffer";
    static final String DEALLOCATOR = "java.nio.DirectByteBuffer$Deallocator";
    static final String UNMAPPER = "sun.nio.ch.FileChannelImpl$Unmapper";
    /// Of an `Inflater` or a `Deflater`, JDK 8 and since 9.
    static final List<String> ZIP_STREAMS = List.of(
            "java.util.zip.ZStreamRef",
            "java.util.zip.Inflater$InflaterZStreamRef",
            "java.util.zip.Deflater$DeflaterZStreamRef");

    private static final List<String> ALL = Stream.of(
                    QueueShape.KNOWN.stream().map(QueueShape::className),
                    Stream.of(
                            THREAD_POOL,
                            THREAD_POOL + "$Worker",
                            TOMCAT_POOL,
                            TOMCAT_POOL + "$Worker",
                            FORK_JOIN_POOL,
                            FORK_JOIN_WORKER,
                            OKHTTP_DISPATCHER,
                            DIRECT_BUFFER,
                            DEALLOCATOR,
                            UNMAPPER,
                            "java.lang.ref.ReferenceQueue",
                            NettyArenas.POOLED_CHUNK,
                            NettyArenas.ADAPTIVE_CHUNK,
                            OpenFiles.INPUT,
                            OpenFiles.OUTPUT,
                            OpenFiles.RANDOM,
                            OpenFiles.CHANNEL,
                            OpenFiles.ZIP_SOURCE),
                    OpenSockets.CLASSES.stream(),
                    ZIP_STREAMS.stream())
            .flatMap(names -> names)
            .toList();

    private NotedClasses() {}

    static List<String> all() {
        return ALL;
    }
}
