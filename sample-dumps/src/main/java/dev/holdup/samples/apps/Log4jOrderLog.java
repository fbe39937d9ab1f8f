package dev.holdup.samples.apps;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/// Logs through Log4j 2.
final class Log4jOrderLog implements OrderLog {

    private static final Logger LOG = LogManager.getLogger("shop.orders");

    @Override
    public void received(String order, int bytes) {
        LOG.info("order {} received, {} bytes, {}", order, bytes, OrderServer.DETAILS);
    }
}
