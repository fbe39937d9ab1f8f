package dev.holdup.analysis.inspection;

/// What a person wants to look at.
public sealed interface InspectionTarget {
    String PATH = "path:";
    String THREAD = "thread:";

    /// An object, or a class by its class object.
    record AtAddress(long address) implements InspectionTarget {}

    /// @param name as in Java source, with its package or without
    record ClassNamed(String name) implements InspectionTarget {}

    record ThreadNamed(String name) implements InspectionTarget {}

    record ThreadAt(long address) implements InspectionTarget {}

    /// The way from a GC root to the object.
    record PathTo(long address) implements InspectionTarget {}

    /// Reads `0x7f00`, `com.acme.Cache`, `thread:NAME`, `thread:0x7f00` or `path:0x7f00`.
    ///
    /// @throws NothingToInspect if it is none of these
    static InspectionTarget of(String text) throws NothingToInspect {
        if (text.startsWith(PATH)) {
            return new PathTo(address(text.substring(PATH.length()).strip(), PATH));
        }
        if (text.startsWith(THREAD)) {
            String name = text.substring(THREAD.length());
            if (name.isBlank()) {
                throw new NothingToInspect("'thread:' wants a thread's name behind it, such as thread:main.");
            }
            return isAddress(name) ? new ThreadAt(address(name, THREAD)) : new ThreadNamed(name);
        }
        String plain = text.strip();
        if (plain.isEmpty()) {
            throw new NothingToInspect("Say what to look at: an address, a class, thread:NAME or path:ADDRESS.");
        }
        return isAddress(plain) ? new AtAddress(address(plain, "")) : new ClassNamed(plain);
    }

    private static boolean isAddress(String text) {
        return text.startsWith("0x") || text.startsWith("0X");
    }

    private static long address(String text, String prefix) throws NothingToInspect {
        try {
            if (isAddress(text)) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
        } catch (NumberFormatException digits) {
            throw new NothingToInspect(notAnAddress(text, prefix), digits);
        }
        throw new NothingToInspect(notAnAddress(text, prefix));
    }

    private static String notAnAddress(String text, String prefix) {
        return "'" + prefix + text + "' holds no address: write it in hexadecimal, such as " + prefix
                + "0x7f00, as 'holdup export' and Eclipse Memory Analyzer print it.";
    }
}
