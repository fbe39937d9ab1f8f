package dev.holdup.distribution;

import java.nio.file.Path;

/// What the build has packed.
final class Packages {
    static final Path FOLDER = Path.of(System.getProperty("holdup.packages"));
    static final String NAME = "holdup-" + System.getProperty("holdup.version");
    static final Path ARCHIVE = FOLDER.resolve(NAME + ".tar.gz");
    static final Path DEB = FOLDER.resolve(NAME + ".deb");

    private Packages() {}
}
