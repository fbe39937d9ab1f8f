package dev.holdup.server.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects of an S3-compatible store, below a prefix. Every failure is a [StoreAwayException].
///
/// Credentials are found as the SDK does: environment, system properties, profile, container, instance.
final class Bucket implements AutoCloseable {
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(1);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final long WHOLE_BYTES = 16L << 20;

    private final BucketAddress address;
    private final S3Client client;

    private Bucket(BucketAddress address, S3Client client) {
        this.address = address;
        this.client = client;
    }

    /// @throws IOException if it cannot be listed
    static Bucket at(BucketAddress address) throws IOException {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .socketTimeout(ANSWER_PATIENCE)
                        .connectionTimeout(CONNECT_PATIENCE))
                .region(region())
                // What the SDK adds of its own, not every compatible store takes; contents are checked by their hash.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (address.endpoint() != null) {
            builder.endpointOverride(address.endpoint()).forcePathStyle(true);
        }
        Bucket bucket = new Bucket(address, builder.build());
        try {
            bucket.calling(() -> bucket.client.listObjectsV2(request ->
                    request.bucket(address.bucket()).prefix(address.prefix()).maxKeys(1)));
            return bucket;
        } catch (IOException unusable) {
            bucket.close();
            throw unusable;
        }
    }

    /// Stores of one's own mostly have none.
    private static Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException notSaid) {
            return Region.US_EAST_1;
        }
    }

    private interface Call<T> {
        T make() throws IOException;
    }

    private <T> T calling(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (SdkException failed) {
            throw new StoreAwayException(address + ": " + failed.getMessage(), failed);
        }
    }

    private String key(String name) {
        return address.prefix() + name;
    }

    /// @return empty if there is no such object
    OptionalLong size(String name) throws IOException {
        return calling(() -> {
            try {
                return OptionalLong.of(client.headObject(
                                request -> request.bucket(address.bucket()).key(key(name)))
                        .contentLength());
            } catch (NoSuchKeyException absent) {
                return OptionalLong.empty();
            }
        });
    }

    /// The object's bytes, as they come.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is no such object
    InputStream open(String name) throws IOException {
        return calling(() -> {
            try {
                return client.getObject(
                        request -> request.bucket(address.bucket()).key(key(name)));
            } catch (NoSuchKeyException absent) {
                throw new java.nio.file.NoSuchFileException(name);
            }
        });
    }

    void put(String name, byte[] content) throws IOException {
        calling(() -> client.putObject(
                request -> request.bucket(address.bucket()).key(key(name)), RequestBody.fromBytes(content)));
    }

    /// A large file goes in parts, some at once; a part that fails is repeated alone. Memory: a buffer a part.
    void put(String name, Path file) throws IOException {
        long bytes = Files.size(file);
        calling(() -> {
            if (bytes <= WHOLE_BYTES) {
                client.putObject(
                        request -> request.bucket(address.bucket()).key(key(name)), FilePart.of(file, 0, bytes));
            } else {
                new PartedUpload(client, address.bucket(), key(name), file, bytes).send();
            }
            return name;
        });
    }

    /// Deletes an object, if there is one.
    void delete(String name) throws IOException {
        calling(() ->
                client.deleteObject(request -> request.bucket(address.bucket()).key(key(name))));
    }

    /// Names of all objects that begin so.
    List<String> names(String beginning) throws IOException {
        return calling(() -> {
            List<String> names = new ArrayList<>();
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(address.bucket()).prefix(key(beginning)))
                    .contents()) {
                names.add(object.key().substring(address.prefix().length()));
            }
            return names;
        });
    }

    /// Ends uploads in parts that nobody goes on with: their parts take room, though no listing shows them.
    void abortLeft() throws IOException {
        calling(() -> {
            for (MultipartUpload left : client.listMultipartUploadsPaginator(
                            request -> request.bucket(address.bucket()).prefix(address.prefix()))
                    .uploads()) {
                client.abortMultipartUpload(request ->
                        request.bucket(address.bucket()).key(left.key()).uploadId(left.uploadId()));
            }
            return address;
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
