package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangTerm;
import java.util.ArrayList;
import java.util.List;

/// Makes terms out of elements and heap lines, each within a depth, a width and a number of terms.
///
/// An element stands inside a line: `H<address>`, `N`, `I<decimal>`, `A<hex length>:<bytes>`, `P<0.1.2>`, `p<0.6>`. A
/// heap line holds one object. Numbers are hexadecimal unless said.
final class TermReader {
    private static final int DEEPEST = 8;
    private static final int MOST_ELEMENTS = 64;
    private static final int MOST_TERMS = 2_000;

    private static final ErlangTerm NIL = new ErlangTerm.Nil();
    private static final ErlangTerm NOT_IN_DUMP = new ErlangTerm.NotInDump();
    private static final ErlangTerm LEFT_OUT = new ErlangTerm.LeftOut();

    private final DumpText text;
    private final HeapLines heap;
    private final HeapLines literals;
    private final boolean base64;
    private int budget;
    private long position;

    /// @param base64 how binary data are written; hexadecimal otherwise
    TermReader(DumpText text, HeapLines heap, HeapLines literals, boolean base64) {
        this.text = text;
        this.heap = heap;
        this.literals = literals;
        this.base64 = base64;
    }

    /// The element that begins there.
    ErlangTerm element(long from, long to) {
        position = from;
        budget = MOST_TERMS;
        return element(to, 0);
    }

    /// Where the element last read ended.
    long position() {
        return position;
    }

    private ErlangTerm element(long to, int depth) {
        if (position >= to) {
            return NOT_IN_DUMP;
        }
        byte kind = text.at(position++);
        return switch (kind) {
            case 'H' -> {
                long end = text.hexEnd(position, to);
                long address = text.hex(position, end);
                position = end;
                yield object(address, depth);
            }
            case 'N' -> NIL;
            case 'I' -> new ErlangTerm.Numeral(upToSeparator(to));
            case 'A' -> atom(to);
            case 'P' -> new ErlangTerm.Identifier(upToSeparator(to));
            case 'p' -> new ErlangTerm.Identifier("#Port" + upToSeparator(to));
            default -> {
                // Such as a message of another node that was not decoded yet.
                position = to;
                yield LEFT_OUT;
            }
        };
    }

    /// `<hex length>:<bytes>`; a name may hold any separator.
    private ErlangTerm atom(long to) {
        long colon = text.hexEnd(position, to);
        long length = text.hex(position, colon);
        long start = Math.min(to, colon + 1);
        position = length < 0 || length > to - start ? to : start + length;
        return new ErlangTerm.Atom(text.text(start, position));
    }

    private String upToSeparator(long to) {
        long start = position;
        while (position < to) {
            byte letter = text.at(position);
            if (letter == ',' || letter == '|' || letter == ':') {
                break;
            }
            position++;
        }
        return text.text(start, position);
    }

    /// Skips one separator.
    private void separator(long to) {
        if (position < to) {
            position++;
        }
    }

    private ErlangTerm object(long address, int depth) {
        HeapLines lines = heap;
        int line = heap.at(address);
        if (line < 0) {
            lines = literals;
            line = literals.at(address);
        }
        if (line < 0) {
            return NOT_IN_DUMP;
        }
        if (depth >= DEEPEST || budget <= 0) {
            return LEFT_OUT;
        }
        budget--;
        long resume = position;
        position = lines.content(line);
        ErlangTerm term = object(lines.end(line), depth, lines);
        position = resume;
        return term;
    }

    private ErlangTerm object(long to, int depth, HeapLines lines) {
        if (position >= to) {
            return NOT_IN_DUMP;
        }
        byte kind = text.at(position++);
        return switch (kind) {
            case 'l' -> list(to, depth, lines);
            case 't' -> tuple(to, depth);
            case 'F', 'B' -> new ErlangTerm.Numeral(number(kind, to));
            case 'Y' -> binary(to);
            case 'M' -> map(to, depth);
            case 'P' -> new ErlangTerm.Identifier(upToSeparator(to));
            case 'p' -> new ErlangTerm.Identifier("#Port" + upToSeparator(to));
            case 'E' -> ExternalTerm.decode(text, position, to, base64);
            case 'R' -> new ErlangTerm.Fun("");
            default -> LEFT_OUT;
        };
    }

    private String number(byte kind, long to) {
        long colon = kind == 'F' ? text.find(':', position, to) : DumpText.NOT_THERE;
        return text.text(colon == DumpText.NOT_THERE ? position : colon + 1, to);
    }

    /// Follows the tails, not by recursion: a list may have a million cells.
    private ErlangTerm list(long to, int depth, HeapLines first) {
        List<ErlangTerm> elements = new ArrayList<>();
        HeapLines lines = first;
        long end = to;
        while (true) {
            elements.add(element(end, depth + 1));
            separator(end);
            if (position >= end || text.at(position) != 'H') {
                boolean proper = position < end && text.at(position) == 'N';
                return new ErlangTerm.Elements(List.copyOf(elements), proper);
            }
            long addressEnd = text.hexEnd(position + 1, end);
            long address = text.hex(position + 1, addressEnd);
            int line = lines.at(address);
            if (line < 0) {
                lines = literals;
                line = literals.at(address);
            }
            if (line < 0 || elements.size() >= MOST_ELEMENTS || --budget <= 0 || text.at(lines.content(line)) != 'l') {
                return new ErlangTerm.Elements(List.copyOf(elements), false);
            }
            position = lines.content(line) + 1;
            end = lines.end(line);
        }
    }

    private ErlangTerm tuple(long to, int depth) {
        long colon = text.hexEnd(position, to);
        int arity = (int) Math.min(Integer.MAX_VALUE, text.hex(position, colon) & Long.MAX_VALUE);
        position = Math.min(to, colon + 1);
        return new ErlangTerm.Tuple(arity, elements(arity, to, depth));
    }

    private List<ErlangTerm> elements(long count, long to, int depth) {
        List<ErlangTerm> elements = new ArrayList<>();
        for (long place = 0; place < Math.min(count, MOST_ELEMENTS) && position < to; place++) {
            elements.add(element(to, depth + 1));
            separator(to);
        }
        return List.copyOf(elements);
    }

    /// `h<length>:<data>`, `c<binary>:<offset>:<size>`, `s<address>:<offset>:<size>`.
    private ErlangTerm binary(long to) {
        boolean onHeap = position < to && text.at(position) == 'h';
        long start = onHeap ? position + 1 : text.findLast(':', position, to) + 1;
        long end = text.hexEnd(start, to);
        return end > start ? new ErlangTerm.Binary(text.hex(start, end)) : NOT_IN_DUMP;
    }

    /// `f<pairs>:<keys>:<value>,…` with the keys in a tuple of their own; larger ones are trees, of which the size is
    /// told.
    private ErlangTerm map(long to, int depth) {
        byte kind = position < to ? text.at(position++) : 0;
        long colon = text.hexEnd(position, to);
        long size = text.hex(position, colon);
        position = Math.min(to, colon + 1);
        if (kind != 'f') {
            return kind == 'h' ? new ErlangTerm.Pairs(size, List.of(), List.of()) : LEFT_OUT;
        }
        ErlangTerm keys = element(to, depth + 1);
        separator(to);
        List<ErlangTerm> values = elements(size, to, depth);
        return keys instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> names)
                ? new ErlangTerm.Pairs(size, names, values)
                : new ErlangTerm.Pairs(size, List.of(), values);
    }
}
