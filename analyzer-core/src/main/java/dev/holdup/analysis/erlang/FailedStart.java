package dev.holdup.analysis.erlang;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a node did not come up or went down, out of the reason in its last words: names only, never other content.
final class FailedStart {
    private static final Pattern NOT_STARTED = Pattern.compile("application_start_failure,('[^']{1,80}'|\\w{1,80})");
    private static final Pattern TERMINATED = Pattern.compile("application_terminated,('[^']{1,80}'|\\w{1,80})");
    private static final Pattern CHILD = Pattern.compile("failed_to_start_child,('[^']{1,80}'|\\w{1,80})");
    private static final Pattern UNDEFINED =
            Pattern.compile("\\{undef,\\[\\{('[^']{1,80}'|\\w{1,80}),('[^']{1,80}'|\\w{1,80}),");

    private static final Map<String, String> MEANING_BY_WORD = new LinkedHashMap<>();

    static {
        MEANING_BY_WORD.put(
                "nodistribution",
                "the node could not join the distribution (epmd is out of reach, or a node of its name runs already)");
        MEANING_BY_WORD.put("duplicate_name", "a node of its name runs already");
        MEANING_BY_WORD.put("eaddrinuse", "a network port that it needs is taken");
        MEANING_BY_WORD.put("eacces", "it may not do what it has to");
    }

    private FailedStart() {}

    /// To stand after a colon; empty if it cannot be told.
    static String why(String slogan) {
        StringBuilder why = new StringBuilder();
        Matcher notStarted = NOT_STARTED.matcher(slogan);
        Matcher terminated = TERMINATED.matcher(slogan);
        Matcher undefined = UNDEFINED.matcher(slogan);
        if (notStarted.find()) {
            why.append("its application ").append(notStarted.group(1)).append(" could not be started");
        } else if (terminated.find()) {
            why.append("its application ").append(terminated.group(1)).append(" ended");
        } else if (undefined.find()) {
            why.append("there is no function ")
                    .append(undefined.group(1))
                    .append(':')
                    .append(undefined.group(2));
        }
        Matcher child = CHILD.matcher(slogan);
        String last = "";
        while (child.find()) {
            last = child.group(1);
        }
        if (!why.isEmpty() && !last.isEmpty()) {
            why.append(", since ").append(last).append(" could not");
        }
        for (Map.Entry<String, String> known : MEANING_BY_WORD.entrySet()) {
            if (slogan.contains(known.getKey())) {
                return why + (why.isEmpty() ? "" : "; ") + known.getValue();
            }
        }
        return why.toString();
    }
}
