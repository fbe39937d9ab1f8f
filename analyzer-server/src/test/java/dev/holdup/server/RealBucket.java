package dev.holdup.server;

import dev.holdup.server.content.BucketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// An S3-compatible store as a process on this machine, one for all tests of a process; each asks for a prefix of its
/// own in its bucket.
public final class RealBucket {
    public static final String BUCKET = "dumps";
    /// As good as any: it asks for some, and takes all.
    public static final String CREDENTIALS = "test";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static @Nullable URI running;
    private static @Nullable S3Client client;
    private static int prefixes;

    private RealBucket() {}

    /// A part of the bucket that nobody has used.
    public static synchronized BucketAddress freshPrefix() throws IOException, InterruptedException {
        System.setProperty("aws.accessKeyId", CREDENTIALS);
        System.setProperty("aws.secretAccessKey", CREDENTIALS);
        return new BucketAddress(BUCKET, "team/" + prefixes++ + "/", endpoint());
    }

    static synchronized URI endpoint() throws IOException, InterruptedException {
        URI endpoint = running;
        if (endpoint == null) {
            endpoint = start();
            running = endpoint;
        }
        return endpoint;
    }

    private static URI start() throws IOException, InterruptedException {
        Path jar = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.matches(".*s3mock-[0-9.]+-exec[.]jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
        int port = freePort();
        Path folder = Files.createTempDirectory("holdup-s3");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "--http.port=" + port,
                        "--server.port=" + freePort(),
                        "--server.address=127.0.0.1",
                        "--com.adobe.testing.s3mock.store.root=" + folder.resolve("root"),
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroyForcibly();
            delete(folder);
        }));
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException(Files.readString(folder.resolve("log.txt")));
            }
            Thread.sleep(100);
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            // In the folder for temporary files.
        }
    }

    /// Whoever looks from outside.
    static synchronized S3Client client() throws IOException, InterruptedException {
        S3Client known = client;
        if (known == null) {
            known = S3Client.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .region(Region.US_EAST_1)
                    .endpointOverride(endpoint())
                    .forcePathStyle(true)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create(CREDENTIALS, CREDENTIALS)))
                    .build();
            client = known;
        }
        return known;
    }

    /// Names of all objects with content of clients, without the prefix.
    public static List<String> names(BucketAddress address) throws IOException, InterruptedException {
        return client()
                .listObjectsV2Paginator(
                        request -> request.bucket(address.bucket()).prefix(address.prefix()))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(address.prefix().length()))
                .filter(name -> !name.equals("holdup.id"))
                .sorted()
                .toList();
    }

    /// How large an object is.
    public static long bytes(BucketAddress address, String name) {
        try {
            return client().headObject(
                            request -> request.bucket(address.bucket()).key(address.prefix() + name))
                    .contentLength();
        } catch (IOException | InterruptedException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    public static byte[] read(BucketAddress address, String name) throws IOException, InterruptedException {
        return client().getObjectAsBytes(
                        request -> request.bucket(address.bucket()).key(address.prefix() + name))
                .asByteArray();
    }

    static void write(BucketAddress address, String name, byte[] content) throws IOException, InterruptedException {
        client().putObject(
                        request -> request.bucket(address.bucket()).key(address.prefix() + name),
                        RequestBody.fromBytes(content));
    }
}
