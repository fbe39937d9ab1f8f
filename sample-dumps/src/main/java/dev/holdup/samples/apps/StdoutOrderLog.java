package dev.holdup.samples.apps;

/// Logs as programs in containers do.
final class StdoutOrderLog implements OrderLog {

    @Override
    public void received(String order, int bytes) {
        System.out.println("order " + order + " received, " + bytes + " bytes, " + OrderServer.DETAILS);
    }
}
