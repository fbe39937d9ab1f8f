package dev.holdup.analysis.heap;

import org.jspecify.annotations.Nullable;

/// Class names as Java source writes them: `[Ljava/lang/String;` → `java.lang.String[]`, `[I` → `int[]`.
final class ClassNames {
    private ClassNames() {}

    static String inSource(String dumped) {
        int dimensions = 0;
        while (dimensions < dumped.length() && dumped.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return dumped.replace('/', '.');
        }
        String element = dumped.substring(dimensions);
        String primitive = element.length() == 1 ? primitive(element.charAt(0)) : null;
        if (primitive != null) {
            element = primitive;
        } else if (element.startsWith("L") && element.endsWith(";")) {
            element = element.substring(1, element.length() - 1).replace('/', '.');
        }
        return element + "[]".repeat(Math.min(dimensions, 255));
    }

    private static @Nullable String primitive(char descriptor) {
        return switch (descriptor) {
            case 'Z' -> "boolean";
            case 'C' -> "char";
            case 'F' -> "float";
            case 'D' -> "double";
            case 'B' -> "byte";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            default -> null;
        };
    }
}
