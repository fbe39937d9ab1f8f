package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls and whole stacks of the text, one object each however often they occur: a hundred thousand processes stand at
/// a handful of places.
///
/// Open addressing over the bytes of the text; not for several threads.
final class FrameTable {
    private static final int LONGEST = 1024;

    private final Map<List<ErlangFrame>, List<ErlangFrame>> stacks = new HashMap<>();
    private byte[][] textBySlot = new byte[512][];
    private ErlangFrame[] frameBySlot = new ErlangFrame[512];
    private int count;

    /// A stack that equals this one; the same object for all that do.
    List<ErlangFrame> stack(List<ErlangFrame> frames) {
        List<ErlangFrame> known = stacks.get(frames);
        if (known == null) {
            known = List.copyOf(frames);
            stacks.put(known, known);
        }
        return known;
    }

    /// The call in the first parentheses from here on, such as `0x00007f3ce2136390 (gen:do_call/4 + 776)`; null if
    /// there is none, or it ends the stack, or the address is `invalid`.
    @Nullable
    ErlangFrame inParentheses(DumpText text, long from, long to) {
        long open = text.find('(', from, to);
        long close = text.findLast(')', from, to);
        if (open == DumpText.NOT_THERE || close < open) {
            return null;
        }
        ErlangFrame frame = frame(text, open + 1, Math.min(close, open + 1 + LONGEST));
        return frame == NONE ? null : frame;
    }

    /// Stands for what is no call.
    private static final ErlangFrame NONE = ErlangFrame.ofWords("");

    private ErlangFrame frame(DumpText text, long from, long to) {
        int hash = 0;
        for (long position = from; position < to; position++) {
            hash = hash * 31 + text.at(position);
        }
        int mask = textBySlot.length - 1;
        int slot = (hash ^ (hash >>> 15)) & mask;
        while (textBySlot[slot] != null) {
            byte[] known = textBySlot[slot];
            if (known.length == to - from && text.startsWith(known, from, to)) {
                return frameBySlot[slot];
            }
            slot = (slot + 1) & mask;
        }
        String words = text.text(from, to);
        ErlangFrame frame = parse(words);
        textBySlot[slot] = text.bytes(from, (int) (to - from));
        frameBySlot[slot] = frame;
        if (++count > textBySlot.length / 2) {
            grow();
        }
        return frame;
    }

    private void grow() {
        byte[][] texts = textBySlot;
        ErlangFrame[] frames = frameBySlot;
        textBySlot = new byte[texts.length * 2][];
        frameBySlot = Arrays.copyOf(new ErlangFrame[0], texts.length * 2);
        int mask = textBySlot.length - 1;
        for (int old = 0; old < texts.length; old++) {
            if (texts[old] != null) {
                int hash = 0;
                for (byte one : texts[old]) {
                    hash = hash * 31 + one;
                }
                int slot = (hash ^ (hash >>> 15)) & mask;
                while (textBySlot[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                textBySlot[slot] = texts[old];
                frameBySlot[slot] = frames[old];
            }
        }
    }

    /// @param words `gen:do_call/4 + 776`, `'Elixir.My.Mod':'handle call'/3 + 12`, `<terminate process normally>`,
    ///     `unknown function`, `invalid`
    static ErlangFrame parse(String words) {
        if (words.startsWith("<terminate process") || words.equals("invalid")) {
            return NONE;
        }
        int plus = words.lastIndexOf(" + ");
        ErlangFrame call = call(plus < 0 ? words : words.substring(0, plus));
        return call == null ? ErlangFrame.ofWords("(" + words + ")") : call;
    }

    /// @param text `module:function/arity`
    static @Nullable ErlangFrame call(String text) {
        int slash = text.lastIndexOf('/');
        int moduleEnd = text.startsWith("'") ? text.indexOf("':", 1) + 1 : text.indexOf(':');
        if (moduleEnd <= 0 || slash < moduleEnd + 2 || slash == text.length() - 1 || text.length() - slash > 4) {
            return null;
        }
        int arity = 0;
        for (int place = slash + 1; place < text.length(); place++) {
            int digit = text.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            arity = arity * 10 + digit;
        }
        return new ErlangFrame(text.substring(0, moduleEnd), text.substring(moduleEnd + 1, slash), arity);
    }
}
