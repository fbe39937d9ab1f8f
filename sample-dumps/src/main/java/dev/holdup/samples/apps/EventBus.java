package dev.holdup.samples.apps;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A library of the server, which all web applications share. Who registers has to unregister.
public final class EventBus {

    private static final List<Runnable> LISTENERS = new CopyOnWriteArrayList<>();

    private EventBus() {}

    public static void register(Runnable listener) {
        LISTENERS.add(listener);
    }
}
