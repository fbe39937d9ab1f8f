package dev.holdup.batch.discovery;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A user's own rule for which files are one incident: a pattern with named groups, looked for in a file's name below
/// what was given.
public final class GroupBy {
    /// What the groups may be called.
    public static final Set<String> GROUPS = Set.of("incident", "service", "host", "pid", "time");

    private final Pattern pattern;
    private final Map<String, Integer> groups;

    private GroupBy(Pattern pattern) {
        this.pattern = pattern;
        this.groups = pattern.namedGroups();
    }

    /// @throws IllegalArgumentException with one sentence if it is no pattern, or has no such group
    public static GroupBy of(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            Set<String> named = pattern.namedGroups().keySet();
            for (String name : named) {
                if (!GROUPS.contains(name)) {
                    throw new IllegalArgumentException("--group-by has a group named '" + name
                            + "': name them incident, service, host, pid or time, such as (?<service>[^/]+)/");
                }
            }
            if (named.isEmpty()) {
                throw new IllegalArgumentException(
                        "--group-by has no named group: write one like (?<service>[^/]+)/(?<host>[^/]+)/");
            }
            return new GroupBy(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "--group-by is no regular expression (" + wrong.getDescription() + " at " + wrong.getIndex() + ")");
        }
    }

    /// @param incident empty where the pattern has no such group, as are all others
    record Clues(
            String incident,
            String service,
            String host,
            String pid,
            @Nullable Instant time) {}

    /// Null if the name does not match.
    @Nullable
    Clues of(FoundDump dump) {
        Matcher found = pattern.matcher(dump.name());
        if (!found.find()) {
            return null;
        }
        return new Clues(
                part(found, "incident"),
                part(found, "service"),
                part(found, "host"),
                part(found, "pid"),
                NameClues.time(part(found, "time")));
    }

    private String part(Matcher found, String group) {
        String text = groups.containsKey(group) ? found.group(group) : null;
        return text == null ? "" : text;
    }
}
