package dev.holdup.analysis.rules;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// What a YAML parser complains of, in words for the author of a rule file: where, and what is expected there.
///
/// The parser's messages consist of a context (`while parsing …`) and a problem, each with ` in reader, line N` behind.
final class YamlMistake {
    private static final Pattern LINE = Pattern.compile("in reader, line (\\d+)");
    private static final Pattern BAD_START = Pattern.compile("found character '(.+?)' that cannot start any token");

    private YamlMistake() {}

    static RuleBookException told(String file, JacksonException malformed) {
        String message = String.valueOf(malformed.getOriginalMessage());
        List<Integer> lines = LINE.matcher(message)
                .results()
                .map(result -> Integer.parseInt(result.group(1)))
                .toList();
        TokenStreamLocation location = malformed.getLocation();
        int reached = location == null ? 0 : location.getLineNr();
        int first = lines.isEmpty() ? reached : lines.getFirst();
        int last = lines.isEmpty() ? reached : lines.getLast();
        if (message.contains("(TAB)")) {
            return mistake(file, last, "a tab stands before the text; indent with spaces");
        }
        if (message.contains("quoted scalar")) {
            return mistake(file, first, "a quote that begins here has no end");
        }
        if (message.contains("mapping values are not allowed")) {
            return mistake(file, last, "`: ` stands within a text; put quotes around that text");
        }
        if (message.contains("while parsing a block")) {
            return mistake(file, last, "this line is not indented like those it belongs to");
        }
        if (message.contains("while parsing a flow")) {
            return mistake(file, first, "a bracket or brace before this line's end has no counterpart");
        }
        if (message.contains("CharConversionException")) {
            return new RuleBookException(file, 0, "the file is no UTF-8 text, expected YAML in UTF-8");
        }
        return mistake(
                file,
                last,
                BAD_START
                        .matcher(message)
                        .results()
                        .findFirst()
                        .map(YamlMistake::badStart)
                        .orElseGet(() -> problem(message)));
    }

    private static RuleBookException mistake(String file, int line, String problem) {
        return new RuleBookException(file, line, "expected YAML, but " + problem);
    }

    private static String badStart(MatchResult character) {
        return "a text begins with `" + character.group(1) + "`; put quotes around it";
    }

    private static String problem(String message) {
        return message.lines()
                .filter(line -> !line.startsWith("while ") && !line.isBlank())
                .findFirst()
                .orElse("it is malformed");
    }
}
