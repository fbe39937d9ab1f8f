package dev.holdup.dumps.model;

/// The input is no dump, or nothing in it can be used. Lesser damage is a [ParseWarning].
public final class MalformedDumpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceLocation location;
    private final String reason;

    /// @param reason one sentence that says what is wrong and what to do, without the location
    public MalformedDumpException(SourceLocation location, String reason) {
        super(reason);
        this.location = location;
        this.reason = reason;
    }

    public SourceLocation location() {
        return location;
    }

    public String reason() {
        return reason;
    }

    /// The whole sentence, with the location in front.
    @Override
    public String getMessage() {
        return describe(location) + ": " + reason;
    }

    private static String describe(SourceLocation location) {
        return switch (location) {
            case SourceLocation.InFile(String input, long offset) -> offset == 0 ? input : input + " at byte " + offset;
            case SourceLocation.InText(String input, int line) -> input + " line " + line;
        };
    }
}
