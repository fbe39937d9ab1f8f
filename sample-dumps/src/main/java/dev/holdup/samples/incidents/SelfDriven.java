package dev.holdup.samples.incidents;

import java.io.IOException;
import java.util.List;

/// An incident whose application comes into its state by itself.
abstract class SelfDriven extends Incident {

    private final Class<?> application;
    private final List<Class<?>> libraries;

    SelfDriven(String name, String summary, Class<?> application, List<Class<?>> libraries) {
        super(name, summary);
        this.application = application;
        this.libraries = libraries;
    }

    @Override
    final Class<?> application() {
        return application;
    }

    @Override
    final List<Class<?>> libraries() {
        return libraries;
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("READY");
    }

    static List<String> words(Object... arguments) {
        return List.of(arguments).stream().map(String::valueOf).toList();
    }
}
