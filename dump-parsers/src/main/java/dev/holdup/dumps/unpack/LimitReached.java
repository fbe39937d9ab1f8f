package dev.holdup.dumps.unpack;

import java.io.IOException;

/// More would be unpacked than is allowed; the message is a sentence that says what was allowed and how to raise it.
final class LimitReached extends IOException {
    private static final long serialVersionUID = 1L;

    LimitReached(String sentence) {
        super(sentence);
    }
}
