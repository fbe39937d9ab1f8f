package dev.holdup.samples.apps;

/// Where the order server logs to: one implementation a logging library, so that each runs without the other's classes.
interface OrderLog {

    void received(String order, int bytes);
}
