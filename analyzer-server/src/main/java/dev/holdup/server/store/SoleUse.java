package dev.holdup.server.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// That this server is the only one on its PostgreSQL database: PostgreSQL holds a lock for one connection, and lets it
/// go when that ends, however it ends.
///
/// As long as it is not sure that the lock is held, nobody gets a connection: a server that was cut off cannot write
/// beside one that has taken its place. It tries to get the lock back until it is closed.
final class SoleUse implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SoleUse.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 3;
    /// PostgreSQL may take a moment to see that a killed server is gone.
    private static final int TRIES = 15;

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    /// `hold` in ASCII; the second number tells schemas of one database apart.
    private static final String LOCK = "select pg_try_advisory_lock(1752132708, hashtext(current_schema()))";

    /// Opens connections of its own, apart from the pool.
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Opening opening;
    private final Thread watch;
    private volatile @Nullable Connection holder;
    /// How often it was doubted that the holder still lives, and how many of these doubts are settled.
    private final AtomicInteger doubts = new AtomicInteger();

    private volatile int settled;
    private volatile Runnable beforeGoingOn = () -> {};
    private volatile boolean closed;
    /// What was said last of why it is not held; empty while it is.
    private String said = "";

    private SoleUse(Opening opening, Connection holder) {
        this.opening = opening;
        this.holder = holder;
        this.watch = Thread.ofVirtual().name("sole use").unstarted(this::watch);
    }

    /// @throws SQLException if the database cannot be reached, or another server uses it
    static SoleUse begin(Opening opening) throws SQLException {
        Connection holder = lock(opening);
        for (int i = 0; holder == null && i < TRIES; i++) {
            LockSupport.parkNanos(TRY_AGAIN.toNanos());
            holder = lock(opening);
        }
        if (holder == null) {
            throw new SQLException("another holdup server uses this database");
        }
        SoleUse use = new SoleUse(opening, holder);
        use.watch.start();
        return use;
    }

    /// @return null if another has the lock
    private static @Nullable Connection lock(Opening opening) throws SQLException {
        Connection connection = opening.open();
        boolean held = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            held = row.next() && row.getBoolean(1);
        } finally {
            if (!held) {
                connection.close();
            }
        }
        return held ? connection : null;
    }

    /// @throws SQLTransientConnectionException if it is not sure at the moment
    void check() throws SQLTransientConnectionException {
        if (holder == null || settled != doubts.get()) {
            throw new SQLTransientConnectionException("the lock on the database is lost");
        }
    }

    /// Another connection has broken, and with it perhaps this one: looks at once, and is not sure until it has.
    void doubt() {
        if (holder != null) {
            doubts.incrementAndGet();
            LockSupport.unpark(watch);
        }
    }

    /// What to do each time the lock was lost and is had again, before anybody gets a connection.
    void beforeGoingOn(Runnable action) {
        beforeGoingOn = action;
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(EVERY.toNanos());
            if (!closed) {
                look();
            }
        }
    }

    private void look() {
        Connection held = holder;
        int seen = doubts.get();
        try {
            if (held != null && held.isValid(ANSWER_SECONDS)) {
                settled = seen;
                return;
            }
            holder = null;
            if (held != null) {
                say("The database does not answer: work rests until it does.");
                held.close();
            }
        } catch (SQLException broken) {
            // It is as good as closed.
        }
        try {
            Connection anew = lock(opening);
            if (anew == null) {
                say("Another holdup server has taken the database: this one rests until that ends.");
                return;
            }
            beforeGoingOn.run();
            settled = seen;
            holder = anew;
            if (closed) {
                anew.close();
            }
            said = "";
            LOG.log(Level.INFO, "The database answers again.");
        } catch (SQLException away) {
            // Still: it was said.
        }
    }

    private void say(String sentence) {
        if (!sentence.equals(said)) {
            LOG.log(Level.WARNING, sentence);
            said = sentence;
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        Connection held = holder;
        holder = null;
        try {
            watch.join(Duration.ofSeconds(ANSWER_SECONDS));
            if (held != null) {
                held.close();
            }
        } catch (SQLException gone) {
            // Then its lock is gone, too.
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
