package dev.holdup.cli;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What of a heap a report shows.
final class ViewOptions {
    private static final String ALL = "all";
    private static final String NONE = "none";

    @Option(
            names = "--views",
            paramLabel = "VIEW[,VIEW]",
            defaultValue = ALL,
            description = "Views of the heap to have in the report: of overview, classes, dominators, suspects,"
                    + " collections, strings, references, off-heap, class-loading, allocation-sites; all, the default; or"
                    + " none, which saves their time.")
    private String views = ALL;

    @Option(
            names = "--show-values",
            description = "Also write what the process held into the report: text of strings, system properties, flags;"
                    + " passwords may be among it.")
    private boolean showValues;

    @Mixin
    private DetailOption detail = new DetailOption();

    Detail detail() {
        Detail given = detail.given();
        return given == null ? Detail.NORMAL : given;
    }

    /// As a user would give them again; those left at their default are not among them.
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (!views.equals(ALL)) {
            given.add("--views " + views);
        }
        if (showValues) {
            given.add("--show-values");
        }
        if (detail.given() != null) {
            given.add("--detail " + detail().word());
        }
        return given;
    }

    boolean showValues() {
        return showValues;
    }

    Set<ViewName> views() throws CommandFailure {
        Set<ViewName> chosen = EnumSet.noneOf(ViewName.class);
        for (String given : views.split(",", -1)) {
            String word = given.strip().toLowerCase(Locale.ROOT);
            if (word.equals(ALL)) {
                chosen.addAll(ViewName.all());
            } else if (!word.equals(NONE)) {
                chosen.add(named(word));
            }
        }
        return chosen;
    }

    private static ViewName named(String word) throws CommandFailure {
        return ViewName.all().stream()
                .filter(view -> view.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrongUsage("'" + Terminal.printable(word) + "' is no view; use "
                        + Arrays.stream(ViewName.values()).map(ViewName::word).collect(Collectors.joining(", "))
                        + ", all or none."));
    }
}
