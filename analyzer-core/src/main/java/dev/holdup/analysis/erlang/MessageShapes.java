package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ErlangFacts.Shape;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is in a mailbox: messages by their shape, `{'$gen_cast',{index,_,_}}`. Tags are told, content never is.
final class MessageShapes {
    /// From the head of the queue.
    static final int SAMPLED = 1000;

    private static final int DEPTH = 2;
    private static final int MOST_SHAPES = 8;
    private static final int LONGEST_ATOM = 40;

    private MessageShapes() {}

    /// The commonest first; at most eight.
    static List<Shape> of(ErlangCrashDump dump, ErlangProcess process) {
        Map<String, Integer> counts = new TreeMap<>();
        for (ErlangTerm message : dump.terms().messages(process, SAMPLED)) {
            counts.merge(shape(message, DEPTH, true), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_SHAPES)
                .map(entry -> new Shape(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// @param tag whether an atom here says what the message is
    private static String shape(ErlangTerm term, int depth, boolean tag) {
        return switch (term) {
            case ErlangTerm.Atom(String name) -> tag && name.length() <= LONGEST_ATOM ? quoted(name) : "_";
            case ErlangTerm.Tuple tuple -> depth == 0 ? "{…}" : tuple(tuple, depth);
            case ErlangTerm.Numeral _,
                    ErlangTerm.Nil _,
                    ErlangTerm.Identifier _,
                    ErlangTerm.Elements _,
                    ErlangTerm.Pairs _,
                    ErlangTerm.Binary _,
                    ErlangTerm.Fun _,
                    ErlangTerm.NotInDump _,
                    ErlangTerm.LeftOut _ -> "_";
        };
    }

    /// The first element is the tag; tuples inside are messages of a behaviour.
    private static String tuple(ErlangTerm.Tuple tuple, int depth) {
        List<String> parts = new ArrayList<>();
        for (int place = 0; place < tuple.elements().size(); place++) {
            ErlangTerm element = tuple.elements().get(place);
            boolean inner = element instanceof ErlangTerm.Tuple && place > 0;
            parts.add(place == 0 || inner ? shape(element, depth - 1, place == 0 || inner) : "_");
        }
        if (tuple.arity() > tuple.elements().size()) {
            parts.add("…");
        }
        return "{" + String.join(",", parts) + "}";
    }

    private static String quoted(String name) {
        return name.matches("[a-z][A-Za-z0-9_@]*") ? name : "'" + name.replace("'", "\\'") + "'";
    }
}
