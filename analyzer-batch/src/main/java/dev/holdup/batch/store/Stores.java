package dev.holdup.batch.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All stores as one: each location goes to the store of its scheme.
public final class Stores implements FileStore {
    private final Map<String, String> options;
    private final Map<String, FileStore> storeByScheme = new ConcurrentHashMap<>();

    /// Makes stores of other schemes than plain paths.
    public interface Provider {
        /// @param location in the store
        /// @param options such as `fs.s3a.endpoint`, as the store's own library takes them
        FileStore open(String location, Map<String, String> options) throws IOException;
    }

    /// @param options for stores that want some
    public Stores(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }

    private FileStore of(String location) throws IOException {
        String scheme = scheme(location);
        FileStore known = storeByScheme.get(scheme);
        if (known == null) {
            known = scheme.isEmpty() ? new LocalStore() : opened(location);
            storeByScheme.put(scheme, known);
        }
        return known;
    }

    private FileStore opened(String location) throws IOException {
        for (Provider provider : ServiceLoader.load(Provider.class)) {
            return provider.open(location, options);
        }
        throw new IOException(location + " is in a store that Hadoop's file systems read: set SPARK_HOME to an unpacked"
                + " Spark 4.2, and HOLDUP_JARS to a folder with the store's connector");
    }

    /// Up to the bucket: a store's settings may differ from one to the next. Empty for a path.
    private static String scheme(String location) {
        if (isPath(location)) {
            return "";
        }
        int bucket = location.indexOf("://") + 3;
        int end = location.indexOf('/', bucket);
        return end < 0 ? location : location.substring(0, end);
    }

    public static boolean isPath(String location) {
        return !location.matches("[A-Za-z][A-Za-z0-9+.-]+://.*");
    }

    /// A location below another.
    public static String below(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    @Override
    public List<StoredFile> list(String folder) throws IOException {
        return of(folder).list(folder);
    }

    @Override
    public InputStream open(String location) throws IOException {
        return of(location).open(location);
    }

    @Override
    public @Nullable Path local(String location) {
        return isPath(location) ? Path.of(location) : null;
    }

    @Override
    public byte @Nullable [] read(String location) throws IOException {
        return of(location).read(location);
    }

    @Override
    public void write(String location, byte[] content) throws IOException {
        of(location).write(location, content);
    }

    @Override
    public void delete(String location) throws IOException {
        of(location).delete(location);
    }

    @Override
    public void publish(Path folder, String location, String lastFile) throws IOException {
        of(location).publish(folder, location, lastFile);
    }

    @Override
    public void prepare(String folder) throws IOException {
        of(folder).prepare(folder);
    }
}
