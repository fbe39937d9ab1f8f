package dev.holdup.dumps.model;

/// State of an Erlang process as the dump names it.
public enum ErlangState {
    WAITING("Waiting"),
    /// Ready to run, queued for a scheduler.
    SCHEDULED("Scheduled"),
    RUNNING("Running"),
    EXITING("Exiting"),
    GARBING("Garbing"),
    /// By `erlang:suspend_process`, or by a busy port that it sent to.
    SUSPENDED("Suspended"),
    NON_EXISTING("Non Existing"),
    /// The dump does not say, or in a word that is not known.
    UNKNOWN("Unknown");

    private final String label;

    ErlangState(String label) {
        this.label = label;
    }

    /// The dump's own word.
    public String label() {
        return label;
    }

    /// @param label as dumped
    public static ErlangState of(String label) {
        for (ErlangState state : values()) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    Activity activity() {
        return switch (this) {
            case WAITING, UNKNOWN -> Activity.WAITING;
            case SCHEDULED, RUNNING, GARBING -> Activity.RUNNING;
            case SUSPENDED -> Activity.BLOCKED;
            case EXITING, NON_EXISTING -> Activity.ENDED;
        };
    }
}
