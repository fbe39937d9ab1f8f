package dev.holdup.dumps.unpack;

/// Names of entries as they may be shown.
final class EntryName {
    private EntryName() {}

    /// Cut to the allowed length, and without characters that could steer a terminal.
    static String shown(String name, UnpackLimits limits) {
        String cut = name.length() > limits.maxNameChars() ? name.substring(0, limits.maxNameChars()) + "…" : name;
        StringBuilder shown = new StringBuilder(cut.length());
        cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.isEmpty() ? "(no name)" : shown.toString();
    }
}
