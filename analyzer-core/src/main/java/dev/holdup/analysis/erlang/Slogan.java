package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.dumps.model.ErlangNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The node's last words, and what they mean.
sealed interface Slogan {

    /// One sentence; empty if the slogan says all there is.
    String meaning();

    /// @param what such as `heap`, `binary`, `ets`
    record OutOfMemory(long bytes, String what) implements Slogan {
        @Override
        public String meaning() {
            return "The system gave no more memory: "
                    + ErlangWords.bytes(bytes) + " were asked for " + use() + ". "
                    + (bytes < 10_000_000
                            ? "That is little: memory was used up before, and this request only came last."
                            : "That is much at once: this one request may be the whole cause.");
        }

        private String use() {
            return switch (what) {
                case "heap", "old_heap" -> "to let the heap of a process grow";
                case "heap_frag" -> "for a message";
                case "binary" -> "for a binary";
                default -> "for " + what;
            };
        }
    }

    record TableFull(String table, long most) implements Slogan {
        @Override
        public String meaning() {
            return table.equals("atom_tab")
                    ? "The atom table is full: atoms are never collected, and " + CountFormat.count(most)
                            + " is as many as there may be (emulator flag +t)."
                    : "The table " + table + " of the runtime is full, at " + CountFormat.count(most) + " entries.";
        }
    }

    /// @param who the process without which the node does not run
    /// @param why as far as it can be told; empty otherwise
    record KernelEnded(String who, String why) implements Slogan {
        @Override
        public String meaning() {
            return "The process " + who + " ended, without which the node does not run"
                    + (why.isEmpty() ? "; the reason stands behind it." : ": " + why + ".");
        }
    }

    /// @param why as far as it can be told; empty otherwise
    record BootFailed(String why) implements Slogan {
        @Override
        public String meaning() {
            return "The node ended while it was starting"
                    + (why.isEmpty()
                            ? "; the runtime writes the reason to the console, where these words do not have it."
                            : ": " + why + ".");
        }
    }

    record AskedFor() implements Slogan {
        @Override
        public String meaning() {
            return "The dump was asked for with the signal SIGUSR1; the node ended with it.";
        }
    }

    /// Given to `erlang:halt/1`, or of a kind that is not known.
    record Other() implements Slogan {
        @Override
        public String meaning() {
            return "";
        }
    }

    Pattern ALLOCATION =
            Pattern.compile("Cannot (?:re)?allocate (\\d{1,18}) bytes of memory(?: \\(of type \"([^\"]*)\")?");
    Pattern TABLE = Pattern.compile("no more index entries in (\\w+) \\(max=(\\d{1,18})\\)");
    Pattern KERNEL = Pattern.compile("Kernel pid terminated \\(([^)]*)\\)");

    static Slogan of(ErlangNode node) {
        String words = node.slogan();
        Matcher allocation = ALLOCATION.matcher(words);
        if (allocation.find()) {
            String type = allocation.group(2);
            return new OutOfMemory(Long.parseLong(allocation.group(1)), type == null ? "unknown use" : type);
        }
        Matcher table = TABLE.matcher(words);
        if (table.find()) {
            return new TableFull(table.group(1), Long.parseLong(table.group(2)));
        }
        Matcher kernel = KERNEL.matcher(words);
        if (kernel.find()) {
            return new KernelEnded(kernel.group(1), FailedStart.why(words));
        }
        if (words.contains("do_boot") || words.contains("during boot") || words.startsWith("Could not start kernel")) {
            return new BootFailed(FailedStart.why(words));
        }
        return words.contains("SIGUSR1") ? new AskedFor() : new Other();
    }
}
