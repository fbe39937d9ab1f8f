package dev.holdup.dumps.model;

import org.jspecify.annotations.Nullable;

/// A Java call.
///
/// @param className binary name with dots: `java.util.Map$Entry`; without module or loader prefix
/// @param sourceFile null if unknown
/// @param line from 1; [#NATIVE] or [#UNKNOWN]
public record JvmFrame(
        String className, String method, @Nullable String sourceFile, int line) implements StackFrame {
    public static final int UNKNOWN = -1;
    public static final int NATIVE = -3;

    @Override
    public String qualifiedName() {
        return className + "." + method;
    }

    /// As a JVM prints it: `a.B.c(B.java:10)`.
    public String text() {
        String place = sourceFile == null ? "Unknown Source" : line > 0 ? sourceFile + ":" + line : sourceFile;
        return qualifiedName() + "(" + (line == NATIVE ? "Native Method" : place) + ")";
    }
}
