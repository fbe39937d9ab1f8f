package dev.holdup.dumps.dialect;

import org.jspecify.annotations.Nullable;

/// One way in which threads are written as lines of text.
///
/// It has no state of its own: what a dump needs while it is read is in its [OpenThreadDump].
public interface TextDialect {

    /// The dump that begins at the line that is read now; null if none of this dialect does.
    ///
    /// Asked of every line: tell most of them by their first characters.
    @Nullable
    OpenThreadDump begin(TextPosition position);
}
