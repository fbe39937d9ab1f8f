package dev.holdup.report.text;

/// A stack frame as a JVM prints it, in the parts a reader looks at: `a.b.` `C.d` `(C.java:10)`.
///
/// @param packageName with its last dot, also with `module/` before it; empty if there is none
/// @param call class and method; the whole text if it is no frame
/// @param location with its parentheses, empty if there is none
public record FrameText(String packageName, String call, String location) {

    public static FrameText of(String frame) {
        int parenthesis = frame.indexOf('(');
        if (parenthesis < 0 && frame.indexOf(':') > 0) {
            // Erlang: `module:function/arity`, and dots within a quoted module are no packages.
            return new FrameText("", frame, "");
        }
        String name = parenthesis < 0 ? frame : frame.substring(0, parenthesis);
        String location = parenthesis < 0 ? "" : frame.substring(parenthesis);
        int beforeMethod = name.lastIndexOf('.');
        int beforeClass = beforeMethod <= 0 ? -1 : name.lastIndexOf('.', beforeMethod - 1);
        // Lambda classes carry a slash and an address after the name: a.b.C$$Lambda/0x0000.run
        return name.indexOf(' ') >= 0
                ? new FrameText("", frame, "")
                : new FrameText(name.substring(0, beforeClass + 1), name.substring(beforeClass + 1), location);
    }

    /// A class name in the same parts: `a.b.` `C`, no location.
    public static FrameText ofClass(String className) {
        // Of Erlang: `<0.81.0>`, `#Port<0.3>`, a table.
        boolean whole = className.startsWith("<") || className.startsWith("#") || className.startsWith("ETS ");
        int dot = whole ? -1 : className.lastIndexOf('.');
        return new FrameText(className.substring(0, dot + 1), className.substring(dot + 1), "");
    }

    /// Without the package: what fits a narrow place.
    public String brief() {
        return call;
    }
}
