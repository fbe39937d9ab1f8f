package dev.holdup.dumps.jstack;

/// Where a log wrote a stack trace in the middle of a dump: `Exception in thread …`, `Caused by: …`,
/// `a.b.SomeException: message`.
final class ExceptionLine {
    private ExceptionLine() {}

    static boolean begins(String stripped) {
        if (stripped.startsWith("Caused by: ") || stripped.startsWith("Exception in thread ")) {
            return true;
        }
        int end = stripped.indexOf(':');
        String name = end < 0 ? stripped : stripped.substring(0, end);
        return (name.endsWith("Exception") || name.endsWith("Error")) && name.indexOf('.') > 0;
    }
}
