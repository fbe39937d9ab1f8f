package dev.holdup.analysis.incidents;

import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.IncidentReport;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where two reports say other things, as `report.json` names it: fields by dots, elements of all lists by `[]`.
final class Parity {
    private Parity() {}

    static Set<String> differences(IncidentReport one, IncidentReport other) {
        Set<String> paths = new TreeSet<>();
        compare("", JsonMapper.shared().valueToTree(one), JsonMapper.shared().valueToTree(other), paths);
        return paths;
    }

    /// Rules of findings that only one of them has, or has in other words.
    static Set<String> otherFindings(IncidentReport one, IncidentReport other) {
        Set<String> rules = new TreeSet<>();
        addOthers(one, other, rules);
        addOthers(other, one, rules);
        return rules;
    }

    /// Classes of collections whose figures differ, among those that both list, by class and by field.
    static Set<String> otherCollections(IncidentReport one, IncidentReport other) {
        CollectionsView these =
                Objects.requireNonNull(Objects.requireNonNull(one.views()).collections());
        CollectionsView those =
                Objects.requireNonNull(Objects.requireNonNull(other.views()).collections());
        Set<String> classes = new TreeSet<>();
        for (CollectionsView.CollectionClass row : these.classes()) {
            those.classes().stream()
                    .filter(same -> same.className().equals(row.className()) && !same.equals(row))
                    .forEach(_ -> classes.add(row.className()));
        }
        for (CollectionsView.CollectionField row : these.fields()) {
            those.fields().stream()
                    .filter(same -> same.field().equals(row.field())
                            && same.className().equals(row.className())
                            && !same.equals(row))
                    .forEach(_ -> classes.add(row.className()));
        }
        return classes;
    }

    private static void addOthers(IncidentReport these, IncidentReport those, Set<String> rules) {
        these.findings().stream()
                .filter(finding -> !those.findings().contains(finding))
                .forEach(finding -> rules.add(finding.rule()));
    }

    private static void compare(String path, JsonNode one, JsonNode other, Set<String> differing) {
        if (one.equals(other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, one.path(name), other.path(name), differing);
            }
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(path + "[]", one.get(i), other.get(i), differing);
            }
        } else {
            differing.add(path);
        }
    }
}
