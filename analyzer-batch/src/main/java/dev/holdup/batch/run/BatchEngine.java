package dev.holdup.batch.run;

import dev.holdup.batch.discovery.PlannedIncident;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where incidents are analysed: on this machine, or on a cluster.
public interface BatchEngine extends AutoCloseable {

    /// The ids of incidents by what their files hold, in their order; null for one that cannot be read.
    List<@Nullable String> identify(List<PlannedIncident> incidents) throws IOException, InterruptedException;

    /// Analyses them, in that order as far as there is room, and tells of each as it ends.
    ///
    /// @throws IOException if nothing can be run at all; a single incident never makes it fail
    void run(List<PlannedIncident> largestFirst, Onlooker onlooker) throws IOException, InterruptedException;

    @Override
    void close();

    /// Told of incidents as they end; calls do not overlap.
    interface Onlooker {
        /// @param weightDone of [PlannedIncident#weight], of those that have ended and parts of those that run
        void at(double weightDone);

        void ended(PlannedIncident incident, IncidentTask.Result result);

        /// Not analysed, and not done: its files could not be read now, or its results not be written.
        void notDone(PlannedIncident incident, String because);
    }

    /// Makes engines other than the local one.
    interface Provider {
        /// @param memoryBytes of each analysis; null if the cluster's settings say it
        /// @param options such as `spark.executor.memory`
        /// @param master where the cluster is; null if something else says it
        BatchEngine open(
                IncidentTask task, @Nullable String master, @Nullable Long memoryBytes, Map<String, String> options)
                throws IOException;
    }
}
