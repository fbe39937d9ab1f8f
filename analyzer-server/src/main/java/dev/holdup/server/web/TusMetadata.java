package dev.holdup.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The header `Upload-Metadata`: `filename d29ybGQ=,incident YWJj`.
final class TusMetadata {
    private TusMetadata() {}

    static Map<String, String> of(@Nullable String header) throws Problem {
        Map<String, String> values = new HashMap<>();
        if (header == null || header.isBlank()) {
            return values;
        }
        for (String pair : header.split(",", -1)) {
            String[] words = pair.strip().split(" ", 2);
            try {
                byte[] value = Base64.getDecoder().decode(words.length < 2 ? "" : words[1].strip());
                String text = new String(value, StandardCharsets.UTF_8);
                if (text.indexOf('\0') >= 0) {
                    throw Problem.badRequest("Upload-Metadata must have no character 0: not all databases take it.");
                }
                values.put(words[0], text);
            } catch (IllegalArgumentException notBase64) {
                throw Problem.badRequest("Upload-Metadata must be keys with values in base 64, separated by commas.");
            }
        }
        return values;
    }
}
