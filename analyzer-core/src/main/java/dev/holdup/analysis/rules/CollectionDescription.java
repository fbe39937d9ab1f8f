package dev.holdup.analysis.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the objects of a class of collections keep their elements, and where they say how many they are.
///
/// The size is the sum of what the fields say, of `given` and of the size of what stands in `inside`.
///
/// @param className of the class, for its subclasses too; each `*` in it stands for any characters without a dot
/// @param size empty if all of it is given, in a ring or inside
/// @param ring two fields: where the elements begin in the array, and where they end; empty if it is none
/// @param given fields that hold an element each, or null
/// @param except static field `package.Class.FIELD` with an object that stands for null in those; null if there is
///     none
/// @param inside field with another collection or part, whose size is added; null if there is none
/// @param array field with the array that the elements, or their nodes, lie in; null if there is none
/// @param also field with a second array of the same length; null if there is none
/// @param perElement slots of the array that an element takes
/// @param load share of the slots that is filled before the array grows
/// @param chained whether a slot holds a chain of those whose hashes collide
/// @param fixed whether the array never has room to spare on purpose: it is as long as it has to be
/// @param versions that it was verified against
public record CollectionDescription(
        String className,
        CollectionKind kind,
        CollectionSize size,
        List<String> ring,
        List<String> given,
        @Nullable String except,
        @Nullable String inside,
        @Nullable String array,
        @Nullable String also,
        int perElement,
        double load,
        boolean chained,
        boolean fixed,
        List<String> versions,
        Rule.Source source) {

    /// Whether its class name stands for several.
    public boolean isPattern() {
        return className.indexOf('*') >= 0;
    }

    /// What a class name must match if [#isPattern].
    public Pattern pattern() {
        StringBuilder expression = new StringBuilder();
        for (String literal : className.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : "[^.]*").append(Pattern.quote(literal));
        }
        return Pattern.compile(expression.toString());
    }
}
