package dev.holdup.server.web;

import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.Job;
import java.time.Duration;
import java.time.Instant;

/// Counts analyses that end, how long they waited and how long they took, from the rows that the queue itself works by.
record AnalysisTimes(Tally tally) implements ProgressBoard.Onlooker {

    @Override
    public void ended(Job job) {
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
