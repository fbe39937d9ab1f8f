package dev.holdup.samples.apps;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/// Slow reports have taken all connections of the pool; requests wait for one.
///
/// Arguments: size of the pool, number of waiting requests, bytes a request, and `dbcp2` for that pool instead of
/// HikariCP.
public final class ReportShop {

    /// Longer than anybody looks.
    static final int WAIT_MILLIS = 600_000;

    private static CountDownLatch reportsRunning = new CountDownLatch(0);

    private ReportShop() {}

    public static void main(String... args) throws IOException, SQLException, InterruptedException {
        int poolSize = Integer.parseInt(args[0]);
        int requests = Integer.parseInt(args[1]);
        int bytes = Integer.parseInt(args[2]);
        DataSource pool = args.length > 3 && args[3].equals("dbcp2") ? DbcpPool.of(poolSize) : HikariPool.of(poolSize);
        exhaust(pool, poolSize, requests, bytes);
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    /// Returns once all connections are with reports; the requests may not have come as far.
    static void exhaust(DataSource pool, int poolSize, int requests, int bytes)
            throws SQLException, InterruptedException {
        reportsRunning = new CountDownLatch(poolSize);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS YEARLY_TURNOVER FOR '" + ReportShop.class.getName() + ".yearlyTurnover'");
        }
        for (int i = 1; i <= poolSize; i++) {
            new Thread(() -> report(pool), "report-" + i).start();
        }
        reportsRunning.await();
        for (int i = 1; i <= requests; i++) {
            String order = "order " + i;
            new Thread(() -> request(pool, order, bytes), "request-" + i).start();
        }
    }

    /// What the database runs as `YEARLY_TURNOVER`, for longer than anybody waits.
    public static long yearlyTurnover(int year) throws InterruptedException {
        reportsRunning.countDown();
        Thread.sleep(WAIT_MILLIS);
        return year;
    }

    private static void report(DataSource pool) {
        query(pool, "SELECT YEARLY_TURNOVER(2025)");
    }

    private static void request(DataSource pool, String order, int bytes) {
        byte[] body = Payload.ofBytes(bytes);
        query(pool, "SELECT '" + order + "'");
        Leash.say(order + " " + Payload.sum(body));
    }

    private static void query(DataSource pool, String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
