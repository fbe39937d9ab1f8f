package dev.holdup.samples.apps;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Two incidents that have nothing to do with each other: a log that takes no more lines, and a pool without
/// connections.
///
/// Arguments: the pipe, number of threads that log, bytes each of them holds; size of the pool, number of requests that
/// wait for a connection, bytes a request.
public final class TwoTroubles {

    /// As in the order server: it has a reader, which never reads.
    @SuppressWarnings("unused") // held, not used
    private static @Nullable RandomAccessFile pipe;

    private TwoTroubles() {}

    public static void main(String... args) throws IOException, SQLException, InterruptedException {
        pipe = new RandomAccessFile(args[0], "rw");
        int poolSize = Integer.parseInt(args[3]);
        ReportShop.exhaust(HikariPool.of(poolSize), poolSize, Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        // Last: until then Hikari itself has lines to log.
        int bytes = Integer.parseInt(args[2]);
        OrderLog log = new LogbackOrderLog();
        Crowd.start("order", Integer.parseInt(args[1]), number -> log(log, "order-" + number, Payload.ofBytes(bytes)));
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void log(OrderLog log, String order, byte[] body) {
        while (Payload.sum(body) != 0) {
            log.received(order, body.length);
        }
    }
}
