package dev.holdup.dumps.erlang;

import java.nio.charset.StandardCharsets;

/// Finds `$initial_call` of a process without an index of its heap.
///
/// The dictionary is reached last and so printed last: the entry `ADDRESS:t2:AD:$initial_call,H<address>` and the call
/// `ADDRESS:t3:A<n>:<module>,A<n>:<function>,I<arity>` stand near the end of the heap.
final class InitialCall {
    private static final byte[] KEY = "AD:$initial_call,H".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TUPLE = "t3:A".getBytes(StandardCharsets.US_ASCII);
    /// How far from the end it is looked for, in turn.
    private static final long[] NEAR_BYTES = {1 << 9, 1 << 13, 1 << 20};

    private final DumpText text;
    private final HeapLines constants;
    private long position;

    private InitialCall(DumpText text, HeapLines constants) {
        this.text = text;
        this.constants = constants;
    }

    /// `module:function/arity`, without the arity where the dump has the arguments; empty if it is not found.
    ///
    /// @param constants where the call may be instead
    static String find(DumpText text, HeapLines constants, long from, long to) {
        for (long nearBytes : NEAR_BYTES) {
            String found = new InitialCall(text, constants).within(Math.max(from, to - nearBytes), to);
            if (!found.isEmpty() || to - from <= nearBytes) {
                return found;
            }
        }
        return "";
    }

    private String within(long from, long to) {
        for (long dollar = text.find('$', from, to);
                dollar != DumpText.NOT_THERE;
                dollar = text.find('$', dollar + 1, to)) {
            long start = dollar - 3;
            if (start >= from && text.startsWith(KEY, start, to)) {
                long address = start + KEY.length;
                int digits = (int) (text.hexEnd(address, Math.min(to, address + 16)) - address);
                return call(from, to, address, text.bytes(address, digits));
            }
        }
        return "";
    }

    /// @param written where the address stands that points to it, in hexadecimal digits; its line mostly follows at
    /// once
    private String call(long from, long to, long written, byte[] address) {
        String after = line(text.lineEnd(written, to) + 1, to, address);
        String found = after.isEmpty() ? line(text.lineEnd(from, to) + 1, written, address) : after;
        if (!found.isEmpty()) {
            return found;
        }
        int constant = constants.at(text.hex(written, written + address.length));
        return constant < 0 ? "" : call(constants.content(constant), constants.end(constant));
    }

    /// The call in the line with this address; empty if there is none.
    private String line(long from, long to, byte[] address) {
        for (long start = from; start < to; start = text.lineEnd(start, to) + 1) {
            long colon = start + address.length;
            if (text.startsWith(address, start, to) && colon < to && text.at(colon) == ':') {
                return call(colon + 1, text.contentEnd(colon, text.lineEnd(colon, to)));
            }
        }
        return "";
    }

    /// The object that is the call, without its address.
    private String call(long from, long to) {
        if (!text.startsWith(TUPLE, from, to)) {
            return "";
        }
        position = from + TUPLE.length - 1;
        String module = atom(to);
        String function = atom(to);
        if (function.isEmpty()) {
            return "";
        }
        boolean countsArguments = position < to && text.at(position) == 'I';
        return module + ":" + function + (countsArguments ? "/" + text.number(position + 1, to, 0) : "");
    }

    /// `A<hex length>:<bytes>` and the comma after it; empty if that does not stand there.
    private String atom(long to) {
        if (position >= to || text.at(position) != 'A') {
            return "";
        }
        long colon = text.hexEnd(position + 1, to);
        long length = text.hex(position + 1, colon);
        if (length <= 0 || length > to - colon - 1) {
            return "";
        }
        position = colon + 1 + length + 1;
        return AtomText.quoted(text.text(colon + 1, colon + 1 + length));
    }
}
