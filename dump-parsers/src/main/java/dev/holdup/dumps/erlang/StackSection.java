package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Return addresses of `=proc_stack`, innermost first: `0x00007f3c:SReturn addr 0x28A0BCA8 (gen_event:rpc/2 + 112)`.
///
/// Lines between them are variables: `y0:ELEMENT`, up to OTP 23 also `0x00007f3c:ELEMENT`.
final class StackSection {
    /// Bounds what a runaway recursion costs; its outermost calls are counted and left out.
    static final int MOST_FRAMES = 512;

    static final byte[] RETURN = ":SReturn addr ".getBytes(StandardCharsets.US_ASCII);

    private final DumpText text;
    private final FrameTable frames;
    private final List<ErlangFrame> calls = new ArrayList<>();
    private int leftOut;

    StackSection(DumpText text, FrameTable frames) {
        this.text = text;
        this.frames = frames;
    }

    /// Adds the calls of a section to those of the process's own lines.
    List<ErlangFrame> read(List<ErlangFrame> innermost, Lines lines) {
        calls.clear();
        calls.addAll(innermost);
        leftOut = 0;
        while (lines.next()) {
            long mark = returnMark(text, lines);
            if (mark == DumpText.NOT_THERE) {
                continue;
            }
            ErlangFrame call = frames.inParentheses(text, mark, lines.end());
            if (call != null && calls.size() < MOST_FRAMES) {
                calls.add(call);
            } else if (call != null) {
                leftOut++;
            }
        }
        return frames.stack(calls);
    }

    int leftOut() {
        return leftOut;
    }

    /// First byte after the mark of a return address; [DumpText#NOT_THERE] on any other line.
    static long returnMark(DumpText text, Lines lines) {
        long start = lines.start();
        if (lines.end() - start < RETURN.length + 2 || text.at(start) != '0') {
            return DumpText.NOT_THERE;
        }
        long colon = text.find(':', start, Math.min(lines.end(), start + 20));
        return colon != DumpText.NOT_THERE && text.startsWith(RETURN, colon, lines.end())
                ? colon + RETURN.length
                : DumpText.NOT_THERE;
    }
}
