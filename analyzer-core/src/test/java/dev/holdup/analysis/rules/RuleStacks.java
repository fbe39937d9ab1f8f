package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The table `stacks.txt`: a realistic stack for each rule.
final class RuleStacks {

    /// @param rule whose frames the stack is made of
    /// @param expected the rule that is to match; another one where that is nearer the truth
    record Entry(String rule, String expected, Activity activity, List<JvmFrame> frames) {}

    private final Map<String, List<JvmFrame>> macros = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private RuleStacks() {}

    static List<Entry> read() {
        RuleStacks table = new RuleStacks();
        try (InputStream in =
                Objects.requireNonNull(RuleStacks.class.getResourceAsStream("stacks.txt"), "stacks.txt")) {
            table.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table.entries;
    }

    private void read(List<String> lines) {
        List<JvmFrame> open = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                open.addAll(
                        text.startsWith("$") ? Objects.requireNonNull(macros.get(text), text) : Stacks.frames(text));
                continue;
            }
            open = new ArrayList<>();
            if (text.startsWith("$")) {
                macros.put(text, open);
            } else {
                String[] words = text.split(" ", -1);
                entries.add(
                        new Entry(words[0], words.length > 3 ? words[3] : words[0], Activity.valueOf(words[1]), open));
            }
        }
    }
}
