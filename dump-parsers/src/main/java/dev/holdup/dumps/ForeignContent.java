package dev.holdup.dumps;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says of a file that cannot be read what can be, and what to do with the kinds that people hand in by mistake.
final class ForeignContent {
    private static final String READABLE = "neither an HPROF heap dump nor a thread dump as jstack or"
            + " jcmd Thread.print writes it (plain or gzipped)";

    private static final Map<String, String> HINT_BY_MAGIC = new LinkedHashMap<>();

    static {
        String unpack = ": unpack it first";
        HINT_BY_MAGIC.put("PK\3\4", "a zip archive" + unpack);
        HINT_BY_MAGIC.put("\u00FD7zXZ", "an xz file" + unpack);
        HINT_BY_MAGIC.put("7z\u00BC\u00AF", "a 7z archive" + unpack);
        HINT_BY_MAGIC.put("BZh", "a bzip2 file" + unpack);
        HINT_BY_MAGIC.put("(\u00B5/\u00FD", "a zstd file" + unpack);
        HINT_BY_MAGIC.put("\u001F\u008B", "a gzip file inside another" + unpack);
        HINT_BY_MAGIC.put("FLR\0", "a flight recording");
        HINT_BY_MAGIC.put("\u007FELF", "a core file: take the heap dump out of it with jhsdb jmap --binaryheap --core");
        HINT_BY_MAGIC.put("<Erlang crash dump>", "an Erlang crash dump from before R10B, whose format is another");
        String forced = "a thread dump of jstack -F: take one with jstack -l";
        HINT_BY_MAGIC.put("Attaching to process ID", forced);
        HINT_BY_MAGIC.put("Deadlock Detection:", forced);
        HINT_BY_MAGIC.put("\0\u0012portable heap dump", "an OpenJ9 heap dump: take one in the HPROF format");
        HINT_BY_MAGIC.put("NULL", "perhaps an OpenJ9 javacore");
        HINT_BY_MAGIC.put("0SECTION", "an OpenJ9 javacore");
        HINT_BY_MAGIC.put("{", "perhaps a thread dump in JSON: take one with jcmd PID Thread.print");
    }

    private ForeignContent() {}

    /// One sentence without its full stop.
    static String reason(byte[] head) {
        for (Map.Entry<String, String> entry : HINT_BY_MAGIC.entrySet()) {
            if (ContentKind.startsWith(head, entry.getKey().getBytes(StandardCharsets.ISO_8859_1))) {
                return READABLE + "; it is " + entry.getValue();
            }
        }
        return READABLE;
    }
}
