package dev.holdup.samples.apps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/// A pool of HikariCP on a database in memory.
final class HikariPool {

    private HikariPool() {}

    static DataSource of(int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop-pool");
        config.setJdbcUrl("jdbc:h2:mem:shop");
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(ReportShop.WAIT_MILLIS);
        return new HikariDataSource(config);
    }
}
