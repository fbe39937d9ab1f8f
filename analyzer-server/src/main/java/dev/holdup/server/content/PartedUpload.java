package dev.holdup.server.content;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// One file to a bucket in parts. It becomes an object once all are there.
record PartedUpload(S3Client client, String bucket, String key, Path file, long bytes) {
    private static final int AT_ONCE = 4;
    private static final long LEAST_PART_BYTES = 16L << 20;
    /// The protocol allows 10,000.
    private static final long MOST_PARTS = 9_000;

    /// @throws SdkException if it fails; then nothing is left of it, unless that fails, too
    void send() {
        String id = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(id);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
        } catch (RuntimeException failed) {
            try {
                client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(id));
            } catch (SdkException left) {
                failed.addSuppressed(left);
            }
            throw failed;
        }
    }

    private List<CompletedPart> parts(String id) {
        long partBytes = Math.max(LEAST_PART_BYTES, (bytes + MOST_PARTS - 1) / MOST_PARTS);
        List<Future<CompletedPart>> coming = new ArrayList<>();
        try (ExecutorService senders =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (long from = 0; from < bytes; from += partBytes) {
                int number = coming.size() + 1;
                long start = from;
                long length = Math.min(partBytes, bytes - from);
                coming.add(senders.submit(() -> part(id, number, start, length)));
            }
            List<CompletedPart> parts = new ArrayList<>();
            for (Future<CompletedPart> part : coming) {
                parts.add(got(part, senders));
            }
            return parts;
        }
    }

    private CompletedPart part(String id, int number, long from, long length) {
        String tag = client.uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        FilePart.of(file, from, length))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /// The first failure ends all others.
    private static CompletedPart got(Future<CompletedPart> part, ExecutorService senders) {
        try {
            return part.get();
        } catch (ExecutionException failed) {
            senders.shutdownNow();
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException ended) {
            senders.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CompletionException(ended);
        }
    }
}
