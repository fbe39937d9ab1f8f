package dev.holdup.cli;

import java.io.PrintStream;

/// What is said beside the result, on standard error.
///
/// @param quiet leaves out everything but errors
/// @param debug adds the stack trace to an error
record Messages(PrintStream out, boolean quiet, boolean debug) {

    void note(String text) {
        if (!quiet) {
            out.println("holdup: " + Terminal.printable(text));
        }
    }

    void error(String sentence, Throwable cause) {
        out.println("holdup: " + Terminal.printable(sentence));
        if (debug) {
            cause.printStackTrace(out);
        }
    }

    /// Progress of one piece of work, shown as the terminal allows it; closing it leaves the line to what follows.
    ProgressDisplay progress(Terminal terminal) {
        if (quiet) {
            return new ProgressDisplay.Silent();
        }
        return terminal.redrawsLines() ? new ProgressBar(out) : new ProgressLines(this);
    }
}
