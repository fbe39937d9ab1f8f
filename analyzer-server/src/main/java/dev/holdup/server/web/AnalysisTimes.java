package dev.holdup.server.web;

import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.Job;
import dev.holdup.server.store.JobStore;
import java.time.Duration;
import java.time.Instant;

/// Counts analyses that end, how long they waited and how long they took, from the rows that the queue itself works by.
record AnalysisTimes(JobStore jobs, Tally tally) implements ProgressBoard.Onlooker {

    @Override
    public void see(ProgressBoard.Event event) {
        switch (event.state()) {
            case "done", "failed", "cancelled" ->
                Thread.startVirtualThread(() -> jobs.latest(event.incidentId()).ifPresent(this::count));
            default -> {
                // It goes on.
            }
        }
    }

    private void count(Job job) {
        Instant ended = job.endedAt();
        if (ended == null) {
            return;
        }
        tally.count(Tally.Count.ANALYSES, job.state().word());
        Instant started = job.startedAt();
        if (started != null) {
            tally.took(Tally.Time.ANALYSIS, Duration.between(started, ended));
            tally.took(Tally.Time.QUEUE_WAIT, Duration.between(job.readyAt(), started));
        }
    }
}
