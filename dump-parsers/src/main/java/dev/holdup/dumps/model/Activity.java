package dev.holdup.dumps.model;

/// What a unit is doing, in words that all kinds share.
public enum Activity {
    RUNNING("running"),
    BLOCKED("blocked"),
    WAITING("waiting"),
    SLEEPING("sleeping"),
    ENDED("ended");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
