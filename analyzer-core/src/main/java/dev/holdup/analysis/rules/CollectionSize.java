package dev.holdup.analysis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many elements a collection has, from its own fields: terms that are added up or taken away.
public record CollectionSize(List<Term> terms) {
    private static final String NAME = "\\p{javaJavaIdentifierPart}+";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern BITS = Pattern.compile("bits\\((" + NAME + ")\\)");
    private static final Pattern WITHOUT_SIGN = Pattern.compile("withoutSign\\((" + NAME + ")\\)");
    private static final Pattern EACH = Pattern.compile("(" + NAME + ")\\[]\\.(" + NAME + ")");
    private static final Pattern ARRAY = Pattern.compile("(" + NAME + ")\\.(length|filled)");
    private static final Pattern FIELD = Pattern.compile(NAME);

    /// Nothing of its own.
    static final CollectionSize NONE = new CollectionSize(List.of());

    /// @param subtracted whether it is taken away instead of added
    public record Term(boolean subtracted, What what) {}

    /// What is counted.
    public sealed interface What {}

    /// That many, whatever the fields hold.
    public record Number(int number) implements What {}

    /// The value of an integral field; of a boolean, 1 for true.
    public record Field(String name) implements What {}

    /// The bits that are set in an integral field.
    public record Bits(String field) implements What {}

    /// The value of an int whose highest bit says something else.
    public record WithoutSign(String field) implements What {}

    /// The length of the collection's array.
    public record Length(String array) implements What {}

    /// The slots of the collection's array that are not null.
    public record Filled(String array) implements What {}

    /// The values of an integral field of all that an array refers to.
    public record Each(String array, String field) implements What {}

    /// Empty if the text is no sum: `count`, `end - start`, `elements.length - 1`, `baseCount +
    /// counterCells[].value`.
    static Optional<CollectionSize> parse(String text) {
        List<Term> terms = new ArrayList<>();
        String[] words = text.strip().split("\\s+", -1);
        if (words.length % 2 == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < words.length; i += 2) {
            boolean subtracted = i > 0 && words[i - 1].equals("-");
            Optional<What> what = what(words[i]);
            if (what.isEmpty() || (i > 0 && !subtracted && !words[i - 1].equals("+"))) {
                return Optional.empty();
            }
            terms.add(new Term(subtracted, what.get()));
        }
        return Optional.of(new CollectionSize(List.copyOf(terms)));
    }

    private static Optional<What> what(String word) {
        if (NUMBER.matcher(word).matches()) {
            return Optional.of(new Number(Integer.parseInt(word)));
        }
        Matcher bits = BITS.matcher(word);
        if (bits.matches()) {
            return Optional.of(new Bits(bits.group(1)));
        }
        Matcher withoutSign = WITHOUT_SIGN.matcher(word);
        if (withoutSign.matches()) {
            return Optional.of(new WithoutSign(withoutSign.group(1)));
        }
        Matcher each = EACH.matcher(word);
        if (each.matches()) {
            return Optional.of(new Each(each.group(1), each.group(2)));
        }
        Matcher array = ARRAY.matcher(word);
        if (array.matches()) {
            return Optional.of(
                    array.group(2).equals("length") ? new Length(array.group(1)) : new Filled(array.group(1)));
        }
        return FIELD.matcher(word).matches() ? Optional.of(new Field(word)) : Optional.empty();
    }
}
