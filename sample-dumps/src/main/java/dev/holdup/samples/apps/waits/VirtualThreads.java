package dev.holdup.samples.apps.waits;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/// Starts virtual threads through reflection: this compiles for JDK 17, too.
public final class VirtualThreads {

    private VirtualThreads() {}

    public static Thread start(String name, Runnable work) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Method withName = builder.getMethod("name", String.class);
            Object named = withName.invoke(Thread.class.getMethod("ofVirtual").invoke(null), name);
            return (Thread) builder.getMethod("start", Runnable.class).invoke(named, work);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException tooOld) {
            throw new IllegalStateException("virtual threads need a JDK 21 or newer", tooOld);
        }
    }
}
