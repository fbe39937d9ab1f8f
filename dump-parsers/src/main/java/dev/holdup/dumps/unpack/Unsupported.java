package dev.holdup.dumps.unpack;

import java.io.IOException;

/// Content that is fine and cannot be unpacked here; the message is a sentence that says why and what to do.
final class Unsupported extends IOException {
    private static final long serialVersionUID = 1L;

    Unsupported(String sentence) {
        super(sentence);
    }
}
