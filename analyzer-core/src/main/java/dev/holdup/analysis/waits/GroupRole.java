package dev.holdup.analysis.waits;

/// What a group is in the story.
public enum GroupRole {
    VICTIM("victim"),
    OWNER("owner"),
    IDLE("idle"),
    RUNNING("running"),
    UNEXPLAINED("unexplained");

    private final String label;

    GroupRole(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
