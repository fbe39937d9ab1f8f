package dev.holdup.samples.apps;

import org.apache.log4j.Logger;

/// Logs through Log4j 1, of which reload4j is the maintained copy.
final class Reload4jOrderLog implements OrderLog {

    private static final Logger LOG = Logger.getLogger("shop.orders");

    @Override
    public void received(String order, int bytes) {
        LOG.info("order " + order + " received, " + bytes + " bytes, " + OrderServer.DETAILS);
    }
}
