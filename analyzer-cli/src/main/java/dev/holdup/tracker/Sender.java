package dev.holdup.tracker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Posts requests, and again where the tracker says that it is busy.
///
/// Redirects are not followed: the token would go along. An answer's text is bounded.
public final class Sender implements Poster {
    private static final int ATTEMPTS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 1 << 20;

    /// How long to wait before the second attempt where the tracker does not say; twice as long each time after.
    private final Duration firstWait;

    private final TrackerAddress address;
    private final Secret secret;
    private final String userAgent;
    private final Consumer<String> notes;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /// @param userAgent such as `holdup/0.1.0`: GitHub wants one
    /// @param notes told when it waits
    public Sender(TrackerAddress address, Secret secret, String userAgent, Consumer<String> notes) {
        this(address, secret, userAgent, notes, Duration.ofSeconds(1));
    }

    Sender(TrackerAddress address, Secret secret, String userAgent, Consumer<String> notes, Duration firstWait) {
        this.address = address;
        this.secret = secret;
        this.userAgent = userAgent;
        this.notes = notes;
        this.firstWait = firstWait;
    }

    @Override
    public Answer post(TrackerRequest request) throws TrackerException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(request.path()))
                .timeout(PATIENCE)
                .header("Authorization", secret.header())
                .header("User-Agent", userAgent)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        HttpRequest post = builder.build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = send(post);
            Duration wait = waitBeforeNext(response, attempt);
            if (wait == null) {
                return answer(response);
            }
            if (attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
                throw new TrackerException(address.host() + " is busy (status " + response.statusCode()
                        + "): try again in " + Math.max(1, wait.toSeconds()) + " s.");
            }
            notes.accept(address.host() + " is busy (status " + response.statusCode() + "); trying again in "
                    + Math.max(1, wait.toSeconds()) + " s");
            Thread.sleep(wait);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest post) throws TrackerException, InterruptedException {
        try {
            return client.send(
                    post,
                    _ -> HttpResponse.BodySubscribers.limiting(
                            HttpResponse.BodySubscribers.ofByteArray(), LONGEST_ANSWER));
        } catch (HttpTimeoutException slow) {
            throw new TrackerException(
                    address.host() + " did not answer in " + PATIENCE.toSeconds()
                            + " s: look at the issue before trying again, it may have been taken.",
                    slow);
        } catch (ConnectException unreachable) {
            throw new TrackerException(
                    "Cannot reach " + address.base().getAuthority() + ": check --url and the network.", unreachable);
        } catch (IOException broken) {
            throw new TrackerException(
                    "The connection to " + address.base().getAuthority() + " broke ("
                            + broken.getClass().getSimpleName() + "): check --url and the network.",
                    broken);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                new String(response.body(), StandardCharsets.UTF_8),
                response.headers().firstValue("Location").orElse(""));
    }

    /// Null if the answer is final.
    private @Nullable Duration waitBeforeNext(HttpResponse<byte[]> response, int attempt) {
        int status = response.statusCode();
        Duration asked = retryAfter(response);
        boolean limited = status == 429 || (status == 403 && (asked != null || isExhausted(response)));
        if (!limited && status < 500) {
            return null;
        }
        if (asked != null) {
            return asked;
        }
        Duration reset = limited && isExhausted(response) ? untilReset(response) : null;
        return reset != null ? reset : firstWait.multipliedBy(1L << (attempt - 1));
    }

    /// Seconds, or a date.
    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        if (value.isEmpty()) {
            return null;
        }
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException neither) {
            return null;
        }
    }

    /// GitHub's primary limit: no requests are left until the time in the other header.
    private static boolean isExhausted(HttpResponse<?> response) {
        return response.headers().firstValue("x-ratelimit-remaining").orElse("").equals("0");
    }

    private static @Nullable Duration untilReset(HttpResponse<?> response) {
        String reset = response.headers().firstValue("x-ratelimit-reset").orElse("");
        if (!reset.matches("\\d{1,12}")) {
            return null;
        }
        Duration wait = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset)));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
