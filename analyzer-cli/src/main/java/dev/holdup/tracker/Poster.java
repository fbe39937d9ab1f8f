package dev.holdup.tracker;

/// Takes requests: sends them, or shows them.
public sealed interface Poster permits Sender, DryRun {
    Answer post(TrackerRequest request) throws TrackerException, InterruptedException;

    /// @param location of a redirect, empty if there is none
    record Answer(int status, String body, String location) {}
}
