package dev.holdup.report;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import java.util.List;

/// What the terminal summary says of an Erlang node alone.
final class ErlangText {
    private static final int MOST = 3;
    private static final long LONG_MAILBOX = 20;
    private static final int LONGEST_WORDS = 160;

    private ErlangText() {}

    /// Why the node wrote its dump, cut to a line or two.
    static void lastWords(ErlangFacts facts, TerminalLines lines) {
        String words = facts.slogan();
        if (!words.isEmpty()) {
            lines.labelled(
                    "Last words", words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…");
        }
    }

    static void mailboxes(ErlangFacts facts, TerminalLines lines) {
        List<ErlangFacts.ProcessRow> full = facts.longestQueues().stream()
                .filter(row -> row.messages() >= LONG_MAILBOX)
                .limit(MOST)
                .toList();
        String label = "Mailboxes";
        for (ErlangFacts.ProcessRow row : full) {
            lines.labelled(
                    label,
                    row.unit() + ": " + CountFormat.counted(row.messages(), "message") + ", current function "
                            + row.currentFunction());
            label = "";
        }
    }
}
