package dev.holdup.dumps.threadjson;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.SourceLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Tokens of a JSON text, with numbers that may be strings: JDK 21 to 25 write them so.
final class JsonReading {
    private final String input;
    private final JsonParser parser;
    private boolean atEnd;

    JsonReading(String input, JsonParser parser) {
        this.input = input;
        this.parser = parser;
    }

    /// Null at the end of the text.
    @Nullable
    JsonToken next() {
        atEnd = true;
        JsonToken token = parser.nextToken();
        atEnd = false;
        return token;
    }

    /// Whether the object goes on with a field, whose name is then [#name].
    boolean nextField() {
        return next() == JsonToken.PROPERTY_NAME;
    }

    /// Whether the array goes on with another value.
    boolean nextElement() {
        JsonToken token = next();
        return token != null && token != JsonToken.END_ARRAY;
    }

    /// Whether the array goes on with an object, which is then read field by field; anything else is skipped.
    boolean nextObject() {
        while (nextElement()) {
            if (current() == JsonToken.START_OBJECT) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    String name() {
        return parser.currentName();
    }

    /// The value that follows: a string, or a number or boolean as one; empty for null, objects and arrays, which are
    /// skipped.
    String text() {
        JsonToken token = next();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token.isScalarValue()) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    /// The string that is read now; empty for any other value, which is skipped.
    String element() {
        JsonToken token = current();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    /// The value that follows, a number or a string of digits; −1 for anything else.
    long number() {
        String text = text();
        return Numbers.decimal(text, 0, text.length());
    }

    boolean flag() {
        return text().equals("true");
    }

    /// Whether the value that follows is an array, which is then read element by element; any other is skipped.
    boolean beginsArray() {
        return begins(JsonToken.START_ARRAY);
    }

    /// Whether the value that follows is an object, which is then read field by field; any other is skipped.
    boolean beginsObject() {
        return begins(JsonToken.START_OBJECT);
    }

    private boolean begins(JsonToken expected) {
        JsonToken token = next();
        if (token != null && token != expected) {
            parser.skipChildren();
        }
        return token == expected;
    }

    void skip() {
        JsonToken token = next();
        if (token != null) {
            parser.skipChildren();
        }
    }

    /// @param token the value's first one, which is the current one
    void skipValue(JsonToken token) {
        if (token.isStructStart()) {
            parser.skipChildren();
        }
    }

    /// Whether reading failed for want of a token more.
    boolean atEnd() {
        return atEnd;
    }

    int line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    SourceLocation location() {
        return new SourceLocation.InText(
                input, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }
}
