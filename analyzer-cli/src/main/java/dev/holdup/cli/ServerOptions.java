package dev.holdup.cli;

import dev.holdup.server.client.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to get in to a server. A token is no option: other users of the machine could read it in the list of processes.
final class ServerOptions {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file whose first line is the token; without it, the environment variable HOLDUP_TOKEN is.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "Trust a server whose certificate leads to one of these (PEM); without it, those that Java"
                    + " trusts.")
    private @Nullable Path authority;

    ServerAddress address(URI server, Messages messages) throws CommandFailure {
        String scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw CommandFailure.wrongUsage(
                    "--to " + server + " is no address of a server: write one like http://127.0.0.1:8080.");
        }
        if (authority != null && !Files.isReadable(authority)) {
            throw CommandFailure.unreadable(authority + " cannot be read: check the path and its permissions.");
        }
        String token = token(System.getenv());
        if (token != null && scheme.equals("http") && !isLoopback(server.getHost())) {
            messages.note("The token goes to " + server.getHost()
                    + " unencrypted, for whoever listens on the way: use https where you can.");
        }
        return new ServerAddress(server, token, authority);
    }

    private @Nullable String token(Map<String, String> environment) throws CommandFailure {
        String text = environment.get("HOLDUP_TOKEN");
        if (tokenFile != null) {
            try {
                text = Files.readString(tokenFile).lines().findFirst().orElse("");
            } catch (IOException unreadable) {
                throw CommandFailure.unreadable("--token-file " + tokenFile + " cannot be read: check it.", unreadable);
            }
        }
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!TOKEN.matcher(text.strip()).matches()) {
            throw CommandFailure.wrongUsage("What "
                    + (tokenFile == null ? "HOLDUP_TOKEN" : tokenFile.toString())
                    + " has is no token: it begins with holdup_ and has no spaces.");
        }
        return text.strip();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
