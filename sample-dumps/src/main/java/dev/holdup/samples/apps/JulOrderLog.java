package dev.holdup.samples.apps;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Logs through the JDK's own library.
final class JulOrderLog implements OrderLog {

    private static final Logger LOG = Logger.getLogger("shop.orders");

    @Override
    public void received(String order, int bytes) {
        LOG.log(Level.INFO, "order {0} received, {1} bytes, {2}", new Object[] {order, bytes, OrderServer.DETAILS});
    }
}
