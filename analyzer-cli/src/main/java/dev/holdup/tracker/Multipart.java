package dev.holdup.tracker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// `multipart/form-data` with one part named `file` for each attachment (RFC 7578).
record Multipart(String contentType, byte[] body) {

    static Multipart of(List<Attachment> attachments) {
        String boundary = "holdup-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Attachment attachment : attachments) {
            write(body, "--" + boundary + "\r\n");
            write(
                    body,
                    "Content-Disposition: form-data; name=\"file\"; filename=\""
                            + Attachment.safeName(attachment.name()) + "\"\r\nContent-Type: " + attachment.mediaType()
                            + "\r\n\r\n");
            write(body, attachment.text());
            write(body, "\r\n");
        }
        write(body, "--" + boundary + "--\r\n");
        return new Multipart("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
