package dev.holdup.spark;

import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/// Opens stores with Hadoop's settings: its `core-site.xml` if there is one, the environment, and what is given.
public final class HadoopStores implements Stores.Provider {
    private static final String OF_SPARK = "spark.hadoop.";

    /// @param options of which those of Spark are for others, `spark.hadoop.…` aside
    @Override
    public FileStore open(String location, Map<String, String> options) throws IOException {
        Configuration settings = new Configuration();
        options.forEach((name, value) -> {
            if (name.startsWith(OF_SPARK)) {
                settings.set(name.substring(OF_SPARK.length()), value);
            } else if (!name.startsWith("spark.")) {
                settings.set(name, value);
            }
        });
        try {
            return new HadoopStore(FileSystem.get(URI.create(location), settings));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(location + " is no location: " + wrong.getMessage(), wrong);
        }
    }
}
