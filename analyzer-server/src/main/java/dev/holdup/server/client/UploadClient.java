package dev.holdup.server.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Hands files in to a server as one incident. Run again after any interruption, it goes on where it was: the
/// incident's label is made of the files' names, sizes and times, and the server tells what it already has.
///
/// @param about what is said of the incident
public record UploadClient(ServerAddress address, IncidentText about, UploadProgress progress) {

    /// What is said of a new incident; empty texts are left out.
    public record IncidentText(String title, String service, String ticket, List<String> tags) {}

    /// Told how much of all files is there.
    @FunctionalInterface
    public interface UploadProgress {
        void at(String file, double done);
    }

    /// @return the address of the incident's page
    /// @throws UploadException if the server refuses, or cannot be reached for long
    public URI send(List<Path> files) throws IOException, UploadException, InterruptedException {
        try (ServerConnection connection = new ServerConnection(address)) {
            List<LocalFile> locals = LocalFile.of(files);
            JsonNode incident = connection.incident(about, LocalFile.label(locals));
            long all = Math.max(1, locals.stream().mapToLong(LocalFile::bytes).sum());
            long before = 0;
            for (LocalFile file : locals) {
                long start = before;
                new FileTransfer(connection, incident.get("id").stringValue(), file)
                        .send(sent -> progress.at(file.name(), (double) (start + sent) / all));
                before += file.bytes();
            }
            return address.server().resolve("/#/incidents/" + incident.get("id").stringValue());
        }
    }
}
