package dev.holdup.dumps;

import dev.holdup.dumps.unpack.Packing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says of a file that cannot be read what can be, and what to do with the kinds that people hand in by mistake.
final class ForeignContent {
    private static final String READABLE =
            "neither an HPROF heap dump nor a thread dump as jstack, jcmd or a JVM writes it, nor an Erlang crash dump";

    private static final Map<String, String> HINT_BY_MAGIC = new LinkedHashMap<>();

    static {
        HINT_BY_MAGIC.put("FLR\0", "a flight recording");
        HINT_BY_MAGIC.put("\u007FELF", "a core file: take the heap dump out of it with jhsdb jmap --binaryheap --core");
        HINT_BY_MAGIC.put("<Erlang crash dump>", "an Erlang crash dump from before R10B, whose format is another");
        HINT_BY_MAGIC.put("\0\u0012portable heap dump", "an OpenJ9 heap dump: take one in the HPROF format");
        HINT_BY_MAGIC.put("{", "JSON, but neither jcmd Thread.dump_to_file nor Spring Boot's actuator writes such");
    }

    private ForeignContent() {}

    /// Of an archive without a dump; one sentence without its full stop.
    static String of(Packing archive) {
        return "the " + archive.id() + " archive holds " + READABLE;
    }

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
