package dev.holdup.cli;

import org.jspecify.annotations.Nullable;

/// A command cannot do what it was asked to.
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String sentence;

    private CommandFailure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    static CommandFailure wrongUsage(String sentence) {
        return new CommandFailure(ExitCode.WRONG_USAGE, sentence, null);
    }

    static CommandFailure wrongUsage(String sentence, Throwable cause) {
        return new CommandFailure(ExitCode.WRONG_USAGE, sentence, cause);
    }

    static CommandFailure unreadable(String sentence) {
        return new CommandFailure(ExitCode.UNREADABLE, sentence, null);
    }

    static CommandFailure unreadable(String sentence, Throwable cause) {
        return new CommandFailure(ExitCode.UNREADABLE, sentence, cause);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /// What is wrong and what to do about it.
    String sentence() {
        return sentence;
    }
}
