package dev.holdup.samples.apps;

import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/// A pool of Commons DBCP 2 on a database in memory; callers wait for ever, as they do by default.
final class DbcpPool {

    private DbcpPool() {}

    static DataSource of(int size) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl("jdbc:h2:mem:shop");
        pool.setMaxTotal(size);
        return pool;
    }
}
