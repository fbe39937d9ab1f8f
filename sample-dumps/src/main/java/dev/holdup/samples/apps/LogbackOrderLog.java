package dev.holdup.samples.apps;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs through SLF4J and Logback.
final class LogbackOrderLog implements OrderLog {

    private static final Logger LOG = LoggerFactory.getLogger("shop.orders");

    @Override
    public void received(String order, int bytes) {
        LOG.info("order {} received, {} bytes, {}", order, bytes, OrderServer.DETAILS);
    }
}
