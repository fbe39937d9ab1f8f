package dev.holdup.server.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/// One file on its way by the tus protocol, in parts that each carry their checksum.
record FileTransfer(ServerConnection connection, String incidentId, LocalFile file) {
    private static final String TUS = "1.0.0";
    private static final int PART_BYTES = 8 << 20;
    private static final int WRONG_OFFSET = 409;
    private static final int CHECKSUM_MISMATCH = 460;

    /// @param sent told how many bytes are there
    void send(LongConsumer sent) throws IOException, UploadException, InterruptedException {
        JsonNode incident = connection.incident(incidentId);
        if (has(incident)) {
            sent.accept(file.bytes());
            return;
        }
        String address = begun(incident);
        if (address == null) {
            address = begin();
        }
        long offset = offset(address);
        byte[] buffer = new byte[PART_BYTES];
        try (FileChannel channel = FileChannel.open(file.path())) {
            sent.accept(offset);
            while (offset < file.bytes()) {
                int length = (int) Math.min(buffer.length, file.bytes() - offset);
                read(channel, offset, buffer, length);
                offset = part(address, offset, buffer, length);
                sent.accept(offset);
            }
        }
    }

    /// A file of this name and size is there: it came by this label, which is made of name, size and time.
    private boolean has(JsonNode incident) {
        for (JsonNode each : incident.get("files")) {
            if (each.get("name").stringValue().equals(file.name())
                    && each.get("bytes").longValue() == file.bytes()
                    && !each.has("goneAt")) {
                return true;
            }
        }
        return false;
    }

    private @org.jspecify.annotations.Nullable String begun(JsonNode incident) {
        for (JsonNode each : incident.get("uploads")) {
            if (each.get("name").stringValue().equals(file.name())
                    && each.get("bytes").longValue() == file.bytes()) {
                return "/api/uploads/" + each.get("id").stringValue();
            }
        }
        return null;
    }

    private String begin() throws UploadException, InterruptedException {
        HttpRequest request = connection
                .request("/api/uploads")
                .header("Tus-Resumable", TUS)
                .header("Upload-Length", Long.toString(file.bytes()))
                .header("Upload-Metadata", "filename " + base64(file.name()) + ",incident " + base64(incidentId))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return connection.persist(() -> {
            HttpResponse<String> response = connection.send(request);
            ServerConnection.check(response);
            return response.headers()
                    .firstValue("Location")
                    .orElseThrow(
                            () -> new UploadException("What answers there is no holdup server: check the address."));
        });
    }

    private long offset(String address) throws UploadException, InterruptedException {
        HttpRequest request =
                connection.request(address).header("Tus-Resumable", TUS).HEAD().build();
        return connection.persist(() -> {
            HttpResponse<String> response = connection.send(request);
            ServerConnection.check(response);
            return offset(response);
        });
    }

    private static long offset(HttpResponse<String> response) throws IOException {
        return response.headers()
                .firstValueAsLong("Upload-Offset")
                .orElseThrow(() -> new IOException("an answer without Upload-Offset"));
    }

    /// @return from where to go on, which may be elsewhere if an answer got lost
    private long part(String address, long offset, byte[] buffer, int length)
            throws UploadException, InterruptedException {
        HttpRequest request = connection
                .request(address)
                .header("Tus-Resumable", TUS)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .header("Upload-Checksum", "sha256 " + sha256(buffer, length))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(buffer, 0, length))
                .build();
        return connection.persist(() -> {
            HttpResponse<String> response = connection.send(request);
            if (response.statusCode() == CHECKSUM_MISMATCH) {
                throw new IOException("a part arrived damaged");
            }
            if (response.statusCode() != WRONG_OFFSET) {
                ServerConnection.check(response);
            }
            return offset(response);
        });
    }

    private void read(FileChannel channel, long offset, byte[] buffer, int length) throws IOException, UploadException {
        ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
        while (target.hasRemaining()) {
            if (channel.read(target, offset + target.position()) < 0) {
                throw new UploadException(
                        file.path() + " became shorter while it was sent: send it when it is complete.");
            }
        }
    }

    private static String sha256(byte[] buffer, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(Arrays.copyOf(buffer, length)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
