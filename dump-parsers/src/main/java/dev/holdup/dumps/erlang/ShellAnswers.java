package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.ProcessMonitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Terms that a shell prints for `process_info` and `memory`, as values.
final class ShellAnswers {
    private ShellAnswers() {}

    /// `[{Item,Value},…]` or `{Item,Value}`; empty for anything else.
    static Map<String, ErlangTerm> pairs(ErlangTerm term) {
        Map<String, ErlangTerm> pairs = new LinkedHashMap<>();
        List<ErlangTerm> all = term instanceof ErlangTerm.Tuple ? List.of(term) : elements(term);
        for (ErlangTerm element : all) {
            if (!(element instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> pair))
                    || pair.size() != 2
                    || !(pair.getFirst() instanceof ErlangTerm.Atom(String name))) {
                return Map.of();
            }
            pairs.putIfAbsent(name, pair.getLast());
        }
        return pairs;
    }

    static List<ErlangTerm> elements(ErlangTerm term) {
        return term instanceof ErlangTerm.Elements(List<ErlangTerm> elements, boolean _) ? elements : List.of();
    }

    /// Of an atom or an identifier; empty for anything else.
    static String text(ErlangTerm term) {
        return term instanceof ErlangTerm.Atom(String name)
                ? AtomText.quoted(name)
                : term instanceof ErlangTerm.Identifier(String identifier) ? identifier : "";
    }

    static long number(ErlangTerm term, long absent) {
        return term instanceof ErlangTerm.Numeral(String digits) && digits.matches("\\d{1,18}")
                ? Long.parseLong(digits)
                : absent;
    }

    /// `{Module,Function,Arity}`, or with the arguments in place of their number; null for anything else.
    static @Nullable ErlangFrame call(ErlangTerm term) {
        if (!(term instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> parts))
                || parts.size() < 3
                || !(parts.get(0) instanceof ErlangTerm.Atom(String module))
                || !(parts.get(1) instanceof ErlangTerm.Atom(String function))) {
            return null;
        }
        ErlangTerm last = parts.get(2);
        long arity = last instanceof ErlangTerm.Numeral
                ? number(last, 0)
                : elements(last).size();
        return new ErlangFrame(AtomText.quoted(module), AtomText.quoted(function), (int) Math.min(arity, 255));
    }

    static List<ErlangFrame> calls(ErlangTerm term) {
        List<ErlangFrame> calls = new ArrayList<>();
        for (ErlangTerm element : elements(term)) {
            ErlangFrame call = call(element);
            if (call != null && calls.size() < StackSection.MOST_FRAMES) {
                calls.add(call);
            }
        }
        return List.copyOf(calls);
    }

    /// `[{process,<0.89.0>},{process,{name,'node@host'}}]`.
    static List<ProcessMonitor> monitors(ErlangTerm term) {
        List<ProcessMonitor> monitors = new ArrayList<>();
        for (ErlangTerm element : elements(term)) {
            if (element instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> pair)
                    && pair.size() == 2
                    && monitors.size() < ErlangProcess.MOST_LINKS) {
                ErlangTerm target = pair.getLast();
                String text = target instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> named) && named.size() == 2
                        ? "{" + text(named.getFirst()) + "," + text(named.getLast()) + "}"
                        : text(target);
                if (!text.isEmpty()) {
                    monitors.add(new ProcessMonitor(text, ""));
                }
            }
        }
        return monitors;
    }

    /// Sum of the sizes in `[{Id,Size,References},…]`.
    static long binaryBytes(ErlangTerm term) {
        if (term instanceof ErlangTerm.LeftOut) {
            return ProcessHeap.UNKNOWN;
        }
        long sum = 0;
        for (ErlangTerm element : elements(term)) {
            if (element instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> parts) && parts.size() == 3) {
                sum = Math.min(Long.MAX_VALUE / 16, sum + number(parts.get(1), 0));
            }
        }
        return sum;
    }
}
