package dev.holdup.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
final class ToolVersion implements IVersionProvider {

    /// As reports state it, such as `0.1.0`.
    static String number() {
        return told("version");
    }

    private static String told(String key) {
        try (InputStream in = ToolVersion.class.getResourceAsStream("tool.properties")) {
            Properties tool = new Properties();
            tool.load(Objects.requireNonNull(in, "tool.properties is not in the jar"));
            return tool.getProperty(key, "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String[] getVersion() {
        String commit = told("commit");
        return new String[] {
            "holdup " + number() + (commit.isEmpty() || commit.startsWith("$") ? "" : " (commit " + commit + ")"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
