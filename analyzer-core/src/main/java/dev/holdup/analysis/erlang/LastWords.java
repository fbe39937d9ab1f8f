package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangNode;
import java.util.regex.Pattern;

/// A node's last words as they may be shown. The reason in them is often a term with whatever the process held: names
/// and single numbers stay, texts and binaries do not, nor do lists of numbers, which texts are as well.
final class LastWords {
    /// The runtime's own texts, and the places in the code.
    private static final String KEPT = "\\(of type \"[^\"]*\"|\"init terminating [a-z_ ]*\"|\\{file,\"[^\"\\\\]*\"\\}";

    /// The last group: what goes. It may be cut off where the words end.
    private static final Pattern TERMS = Pattern.compile(
            KEPT
                    + "|(<<)[^>]*+(?:>[^>]++)*+(?:>>|$)"
                    + "|(\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?:\"|\\\\?$)"
                    + "|(\\[)\\d++(?:\\s*,\\s*\\d++)++[^\\]]*+(?:\\]|$)",
            Pattern.DOTALL);

    private LastWords() {}

    static String of(ErlangNode node) {
        return withoutTexts(node.slogan());
    }

    static String withoutTexts(String words) {
        return TERMS.matcher(words).replaceAll(found -> {
            if (found.group(1) != null) {
                return "<<…>>";
            }
            if (found.group(2) != null) {
                return "\"…\"";
            }
            return found.group(3) != null ? "[…]" : java.util.regex.Matcher.quoteReplacement(found.group());
        });
    }
}
