package dev.holdup.analysis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A user's rule files, which may describe collections as well, and every mistake in them.
///
/// @param files that were read
/// @param rules those without a mistake, in the order of the files' names
/// @param collections in the same order
/// @param mistakes in the same order
public record RuleFolder(
        List<Path> files, List<Rule> rules, List<CollectionDescription> collections, List<RuleBookException> mistakes) {

    /// @param places folders, whose `*.yaml` and `*.yml` files are read in the order of their names, and files
    public static RuleFolder of(List<Path> places) {
        List<Path> files = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        List<CollectionDescription> collections = new ArrayList<>();
        List<RuleBookException> mistakes = new ArrayList<>();
        for (Path place : places) {
            try {
                files.addAll(Files.isRegularFile(place) ? List.of(place) : yamlFiles(place));
            } catch (RuleBookException mistake) {
                mistakes.add(mistake);
            }
        }
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                RuleFile.Checked checked = RuleFile.check(file.toString(), false, in);
                rules.addAll(checked.rules());
                collections.addAll(checked.collections());
                mistakes.addAll(checked.mistakes());
            } catch (IOException unreadable) {
                mistakes.add(new RuleBookException(
                        file.toString(), 0, "cannot be read, expected a rule file (" + unreadable.getMessage() + ")"));
            }
        }
        mistakes.addAll(givenTwice(rules));
        return new RuleFolder(List.copyOf(files), List.copyOf(rules), List.copyOf(collections), List.copyOf(mistakes));
    }

    private static List<Path> yamlFiles(Path directory) throws RuleBookException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new RuleBookException(
                        directory.toString(), 0, "holds no *.yaml file, expected a folder of rules");
            }
            return found;
        } catch (IOException unreadable) {
            throw new RuleBookException(directory.toString(), 0, "cannot be listed, expected a folder of rules");
        }
    }

    private static List<RuleBookException> givenTwice(List<Rule> rules) {
        List<RuleBookException> mistakes = new ArrayList<>();
        Map<String, Rule> firstById = new HashMap<>();
        for (Rule rule : rules) {
            Rule first = firstById.putIfAbsent(rule.id(), rule);
            if (first != null) {
                mistakes.add(new RuleBookException(
                        rule.source().file(),
                        rule.source().line(),
                        "id `" + rule.id() + "` is that of the rule in "
                                + first.source().file() + " line "
                                + first.source().line() + " as well, expected an id of its own"));
            }
        }
        return mistakes;
    }
}
