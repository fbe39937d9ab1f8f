package dev.holdup.benchmarks.server;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The same classes loaded once by each of many loaders, as application servers do.
final class Plugins {
    static final int LOADERS = 40;
    private static final int SETTINGS = 50;

    private Plugins() {}

    /// What a loader loaded: an instance of its own [Settings].
    record Plugin(Object settings) {}

    /// Loaded anew by every loader, with a static field that keeps something alive.
    static final class Settings implements Supplier<Map<String, Integer>> {
        private static final Map<String, Integer> VALUES = new HashMap<>();

        Settings() {
            for (int i = 0; i < SETTINGS; i++) {
                VALUES.put("setting-" + i, 1_000 + i);
            }
        }

        @Override
        public Map<String, Integer> get() {
            return VALUES;
        }
    }

    static List<Plugin> load() throws IOException {
        byte[] classFile = classFile();
        List<Plugin> plugins = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            plugins.add(new PluginLoader(i, classFile).load());
        }
        return plugins;
    }

    private static byte[] classFile() throws IOException {
        String name = "Plugins$Settings.class";
        try (InputStream bytes = Plugins.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new FileNotFoundException(name);
            }
            return bytes.readAllBytes();
        }
    }

    private static final class PluginLoader extends ClassLoader {
        private final byte[] classFile;

        PluginLoader(int number, byte[] classFile) {
            super("plugin-" + number, Plugins.class.getClassLoader());
            this.classFile = classFile;
        }

        Plugin load() {
            // Not Settings.class.getName(): that would load it by our own loader too.
            String name = Plugins.class.getName() + "$Settings";
            Class<?> settings = defineClass(name, classFile, 0, classFile.length);
            try {
                var constructor = settings.getDeclaredConstructor();
                constructor.setAccessible(true);
                return new Plugin(constructor.newInstance());
            } catch (NoSuchMethodException
                    | InstantiationException
                    | IllegalAccessException
                    | InvocationTargetException impossible) {
                throw new LinkageError("cannot make an instance of " + name, impossible);
            }
        }
    }
}
