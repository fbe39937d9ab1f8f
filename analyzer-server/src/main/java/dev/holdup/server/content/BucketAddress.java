package dev.holdup.server.content;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of a bucket of an S3-compatible store.
///
/// @param prefix of all keys, empty or ending in a slash
/// @param endpoint null for Amazon's own
public record BucketAddress(
        String bucket, String prefix, @Nullable URI endpoint) {
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9!_.*'()/-]*))?");

    /// @param text `s3://bucket/prefix`
    /// @return empty if it is not of this form
    public static Optional<BucketAddress> of(String text, @Nullable URI endpoint) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("^/+|/+$", "");
        return Optional.of(new BucketAddress(matcher.group(1), path.isEmpty() ? "" : path + "/", endpoint));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
