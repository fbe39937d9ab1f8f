package dev.holdup.server.looker;

import java.nio.file.Path;

/// What is kept of an incident's heap: two files in a folder that is made as a whole.
public record KeptFolder(Path path) {
    /// Name of the folder in the folder that a worker works in.
    public static final String IN_WORK = "kept";

    public Path heap() {
        return path.resolve("heap");
    }

    /// The dump itself, unpacked: a second name of the file that was handed in if that is not packed.
    public Path dump() {
        return path.resolve("dump");
    }
}
