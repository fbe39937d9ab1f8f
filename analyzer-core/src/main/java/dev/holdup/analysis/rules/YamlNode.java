package dev.holdup.analysis.rules;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A piece of a YAML file that knows its line, so that a mistake can be shown where it is.
sealed interface YamlNode {
    int MAX_DEPTH = 16;

    int line();

    record Scalar(int line, String text) implements YamlNode {}

    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /// @param lines of the keys; a value may begin on a later one
    record Mapping(int line, Map<String, YamlNode> entries, Map<String, Integer> lines) implements YamlNode {}

    /// @throws RuleBookException if it is no YAML, or a key stands twice
    static YamlNode read(String file, InputStream in) throws RuleBookException {
        try (JsonParser parser = new YAMLMapper().createParser(in)) {
            if (parser.nextToken() == null) {
                throw new RuleBookException(file, 0, "the file is empty, expected a list under `rules:`");
            }
            YamlNode root = read(file, parser, 0);
            if (parser.nextToken() != null) {
                throw new RuleBookException(
                        file,
                        parser.currentTokenLocation().getLineNr(),
                        "a second document begins behind `---`, expected one list under `rules:`");
            }
            return root;
        } catch (JacksonException malformed) {
            throw YamlMistake.told(file, malformed);
        }
    }

    private static YamlNode read(String file, JsonParser parser, int depth) throws RuleBookException {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MAX_DEPTH) {
            throw new RuleBookException(file, line, "expected at most " + MAX_DEPTH + " levels");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, YamlNode> entries = new LinkedHashMap<>();
            Map<String, Integer> lines = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int keyLine = parser.currentTokenLocation().getLineNr();
                lines.put(key, keyLine);
                parser.nextToken();
                if (entries.put(key, read(file, parser, depth + 1)) != null) {
                    throw new RuleBookException(file, keyLine, "key `" + key + "` stands twice, expected once");
                }
            }
            return new Mapping(line, entries, lines);
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(file, parser, depth + 1));
            }
            return new Sequence(line, items);
        }
        return new Scalar(line, token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }
}
