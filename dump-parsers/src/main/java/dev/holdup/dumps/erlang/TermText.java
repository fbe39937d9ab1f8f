package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangTerm;
import java.util.ArrayList;
import java.util.List;

/// Reads terms as the shell prints them: `[{total,16726920},{monitors,[{process,<0.89.0>}]}]`.
///
/// Content of strings and binaries is passed over; what cannot be read becomes [ErlangTerm.LeftOut].
final class TermText {
    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 10_000;

    private static final ErlangTerm LEFT_OUT = new ErlangTerm.LeftOut();

    private final String text;
    private int position;

    private TermText(String text, int position) {
        this.text = text;
        this.position = position;
    }

    /// The term that begins at the start of the text, after blanks.
    static ErlangTerm read(String text) {
        return new TermText(text, 0).term(0);
    }

    /// Follows a text that comes line by line, to tell when all that it opened is closed again.
    static final class Brackets {
        private int depth;
        private char quote;

        void take(CharSequence line) {
            for (int place = 0; place < line.length(); place++) {
                char letter = line.charAt(place);
                if (quote != 0) {
                    if (letter == '\\') {
                        place++;
                    } else if (letter == quote) {
                        quote = 0;
                    }
                    continue;
                }
                switch (letter) {
                    case '"', '\'' -> quote = letter;
                    case '{', '[', '(' -> depth++;
                    case '}', ']', ')' -> depth--;
                    default -> {}
                }
            }
        }

        boolean closed() {
            return quote == 0 && depth <= 0;
        }
    }

    private ErlangTerm term(int depth) {
        blanks();
        if (position >= text.length() || depth > DEEPEST) {
            position = text.length();
            return LEFT_OUT;
        }
        char letter = text.charAt(position);
        if (letter == '{') {
            List<ErlangTerm> elements = elements('}', depth);
            return new ErlangTerm.Tuple(elements.size(), elements);
        }
        if (letter == '[') {
            List<ErlangTerm> elements = elements(']', depth);
            return elements.isEmpty() ? new ErlangTerm.Nil() : new ErlangTerm.Elements(elements, true);
        }
        if (letter == '\'' || letter == '"') {
            String quoted = quoted(letter);
            return letter == '"' ? LEFT_OUT : new ErlangTerm.Atom(quoted);
        }
        if (letter == '<') {
            return text.startsWith("<<", position) ? binary() : new ErlangTerm.Identifier(through('>'));
        }
        if (letter == '#') {
            String word = through(text.startsWith("#{", position) ? '}' : '>');
            return word.startsWith("#{") ? LEFT_OUT : new ErlangTerm.Identifier(word);
        }
        String word = word();
        if (word.isEmpty()) {
            position++;
            return LEFT_OUT;
        }
        return Character.isLowerCase(word.charAt(0)) ? new ErlangTerm.Atom(word) : new ErlangTerm.Numeral(word);
    }

    private List<ErlangTerm> elements(char close, int depth) {
        position++;
        List<ErlangTerm> elements = new ArrayList<>();
        while (true) {
            blanks();
            if (position >= text.length()) {
                return List.copyOf(elements);
            }
            char letter = text.charAt(position);
            if (letter == close) {
                position++;
                return List.copyOf(elements);
            }
            if (letter == ',' || letter == '|') {
                position++;
                continue;
            }
            ErlangTerm element = term(depth + 1);
            if (elements.size() < MOST_ELEMENTS) {
                elements.add(element);
            }
        }
    }

    private void blanks() {
        while (position < text.length() && text.charAt(position) <= ' ') {
            position++;
        }
    }

    private String quoted(char quote) {
        int start = ++position;
        while (position < text.length() && text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        int end = Math.min(position, text.length());
        position = Math.min(end + 1, text.length());
        return text.substring(start, end);
    }

    /// Bytes are numbers or a string; what the shell has left out ends in `...`.
    private ErlangTerm binary() {
        int end = text.indexOf(">>", position);
        int quote = text.indexOf('"', position);
        if (quote >= 0 && quote < end) {
            position = quote;
            quoted('"');
            end = text.indexOf(">>", position);
        }
        position = end < 0 ? text.length() : end + 2;
        return LEFT_OUT;
    }

    private String through(char close) {
        int end = text.indexOf(close, position);
        int start = position;
        position = end < 0 ? text.length() : end + 1;
        return text.substring(start, position);
    }

    private String word() {
        int start = position;
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isWordPart(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '@' || letter == '.' || letter == '-';
    }
}
