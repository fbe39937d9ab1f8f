package dev.holdup.spark;

import dev.holdup.batch.run.BatchEngine;
import dev.holdup.batch.run.IncidentTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/// Opens a cluster with Spark's settings: those of `spark-submit` if it runs this, and what is given.
public final class SparkEngines implements BatchEngine.Provider {
    @Override
    public BatchEngine open(
            IncidentTask task, @Nullable String master, @Nullable Long memoryBytes, Map<String, String> options)
            throws IOException {
        SparkConf conf = new SparkConf();
        options.forEach((name, value) -> {
            if (name.startsWith("spark.")) {
                conf.set(name, value);
            }
        });
        if (master != null) {
            conf.setMaster(master);
        }
        if (!conf.contains("spark.master")) {
            throw new IOException("no cluster is named: give --master spark://host:port, yarn, k8s://… or local[*]");
        }
        conf.setIfMissing("spark.app.name", "holdup batch");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.log.level", "WARN");
        // Started by spark-submit, the jars are on their way already.
        if (!conf.contains("spark.jars") && !conf.contains("spark.submit.deployMode")) {
            conf.set("spark.jars", String.join(",", sent()));
        }
        return SparkEngine.open(task, conf, memoryBytes);
    }

    /// All of our class path but Spark's own jars.
    private static List<String> sent() {
        String spark = System.getenv("SPARK_HOME");
        Path theirs = spark == null ? null : Path.of(spark).toAbsolutePath().normalize();
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath().normalize();
            if (entry.endsWith(".jar") && (theirs == null || !jar.startsWith(theirs))) {
                jars.add(jar.toString());
            }
        }
        return jars;
    }
}
