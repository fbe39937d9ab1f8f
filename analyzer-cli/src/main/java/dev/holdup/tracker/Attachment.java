package dev.holdup.tracker;

/// A file to send.
///
/// @param name without a folder, of letters, digits, dots, hyphens and underscores: see [#safeName]
/// @param text its content: reports are text
public record Attachment(String name, String mediaType, String text) {

    /// A name that means the same to every file system, header and markup.
    public static String safeName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "_");
        return safe.length() <= 100 ? safe : safe.substring(safe.length() - 100);
    }
}
