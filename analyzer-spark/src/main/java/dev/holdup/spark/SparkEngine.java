package dev.holdup.spark;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.run.BatchEngine;
import dev.holdup.batch.run.IncidentTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/// Analyses on a Spark cluster, an incident a task.
///
/// Tasks are begun in the order of the incidents, so the largest first. A task that is lost with its executor is run
/// again by Spark, one that is run twice finds the incident done or publishes the same bytes.
final class SparkEngine implements BatchEngine {
    /// Above the executor's heap: what it needs for itself.
    private static final long OWN_OVERHEAD = 128L << 20;

    private static final long LEAST_BYTES = 384L << 20;

    private final JavaSparkContext context;
    private final ExecutorWork work;

    private SparkEngine(JavaSparkContext context, ExecutorWork work) {
        this.context = context;
        this.work = work;
    }

    static SparkEngine open(IncidentTask task, SparkConf conf, @Nullable Long memoryBytes) throws IOException {
        try {
            JavaSparkContext context = new JavaSparkContext(SparkContext.getOrCreate(conf));
            int threads = conf.getInt("spark.task.cpus", 1);
            ExecutorWork work = new ExecutorWork(
                    task,
                    memoryBytes == null ? memoryOf(conf, threads) : memoryBytes,
                    threads,
                    conf.get("spark.local.dir", System.getProperty("java.io.tmpdir")));
            return new SparkEngine(context, work);
        } catch (RuntimeException refused) {
            // The master's address, its version, the settings: all are told this way.
            throw new IOException("Spark does not start: " + refused.getMessage(), refused);
        }
    }

    /// What an executor has beside its heap, in equal parts for its tasks.
    private static long memoryOf(SparkConf conf, int cpusOfTask) {
        long heap = conf.getSizeAsBytes("spark.executor.memory", "1g");
        long overhead = conf.contains("spark.executor.memoryOverhead")
                ? conf.getSizeAsBytes("spark.executor.memoryOverhead", "384m")
                : Math.max(LEAST_BYTES, (long) (conf.getDouble("spark.executor.memoryOverheadFactor", 0.1) * heap));
        int tasks = Math.max(1, conf.getInt("spark.executor.cores", 1) / cpusOfTask);
        return Math.max(LEAST_BYTES, (overhead - OWN_OVERHEAD) / tasks);
    }

    @Override
    public List<@Nullable String> identify(List<PlannedIncident> incidents) {
        ExecutorWork there = work;
        return context.parallelize(new ArrayList<>(incidents), Math.max(1, incidents.size()))
                .map(there::identify)
                .collect();
    }

    /// An incident with its place among the others.
    record Numbered(int index, PlannedIncident incident) implements java.io.Serializable {}

    @Override
    public void run(List<PlannedIncident> largestFirst, Onlooker onlooker) throws IOException, InterruptedException {
        List<Numbered> numbered = new ArrayList<>();
        for (int i = 0; i < largestFirst.size(); i++) {
            numbered.add(new Numbered(i, largestFirst.get(i)));
        }
        double mean = largestFirst.stream()
                .mapToDouble(PlannedIncident::weight)
                .average()
                .orElse(1);
        AtomicLong ended = new AtomicLong();
        SparkListener progress = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                if (task.taskInfo().successful()) {
                    onlooker.at(Math.min(largestFirst.size(), ended.incrementAndGet()) * mean);
                }
            }
        };
        context.sc().addSparkListener(progress);
        ExecutorWork there = work;
        try {
            List<ExecutorWork.Outcome> outcomes = context.parallelize(numbered, Math.max(1, numbered.size()))
                    .map(each -> there.analyse(each.index(), each.incident()))
                    .collectAsync()
                    .get();
            for (ExecutorWork.Outcome outcome : outcomes) {
                PlannedIncident incident = largestFirst.get(outcome.index());
                IncidentTask.Result result = outcome.result();
                if (result == null) {
                    onlooker.notDone(incident, String.valueOf(outcome.failure()));
                } else {
                    onlooker.ended(incident, result);
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException("the Spark job failed: " + firstLine(failed), failed);
        } finally {
            context.sc().removeSparkListener(progress);
        }
    }

    private static String firstLine(ExecutionException failed) {
        Throwable cause = failed.getCause() instanceof SparkException spark ? spark : failed;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        context.close();
    }
}
