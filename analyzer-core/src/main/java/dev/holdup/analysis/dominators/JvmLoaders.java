package dev.holdup.analysis.dominators;

import java.util.Set;

/// The class loaders of the JVM itself, and of the program that it was started with: they stay as long as it runs, and
/// nothing has to explain what keeps them.
public final class JvmLoaders {
    private static final Set<String> CLASSES = Set.of(
            "jdk.internal.loader.ClassLoaders$AppClassLoader",
            "jdk.internal.loader.ClassLoaders$PlatformClassLoader",
            "jdk.internal.loader.ClassLoaders$BootClassLoader",
            "sun.misc.Launcher$AppClassLoader",
            "sun.misc.Launcher$ExtClassLoader");

    private JvmLoaders() {}

    /// @param loaderClass name of the loader's class
    public static boolean contain(String loaderClass) {
        return CLASSES.contains(loaderClass);
    }
}
