package dev.holdup.server.web;

/// A request cannot be fulfilled: becomes a body of `application/problem+json` (RFC 9457).
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /// @param code stable, for programs: the last part of the problem's type
    /// @param detail one sentence that says what to do
    Problem(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    static Problem notFound(String what) {
        return new Problem(404, "not-found", "There is no such " + what + ".");
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", detail);
    }

    int status() {
        return status;
    }

    /// @param type a name, not an address
    record Body(String type, String title, int status, String detail) {}

    Body body() {
        return body(status, code, String.valueOf(getMessage()));
    }

    static Body body(int status, String code, String detail) {
        String words = code.replace('-', ' ');
        return new Body(
                "urn:holdup:problem:" + code,
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                status,
                detail);
    }
}
