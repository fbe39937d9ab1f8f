package dev.holdup.server.access;

import java.time.Duration;

/// Who is let in, and how often.
///
/// @param alwaysRequired whether callers have to say who they are even if there never was a token
/// @param requestsPerSecond of one caller
/// @param uploadsPerMinute begun by one caller
/// @param failuresPerMinute wrong tokens from one address
/// @param auditKept how long the audit log remembers
/// @param auditEntries how many it remembers at most
public record AccessSettings(
        boolean alwaysRequired,
        TrustedProxy proxy,
        int requestsPerSecond,
        int uploadsPerMinute,
        int failuresPerMinute,
        Duration auditKept,
        long auditEntries) {
    public static final int REQUESTS_PER_SECOND = 200;
    public static final int UPLOADS_PER_MINUTE = 600;
    public static final int FAILURES_PER_MINUTE = 10;
    public static final Duration AUDIT_KEPT = Duration.ofDays(365);
    public static final long AUDIT_ENTRIES = 1_000_000;

    /// For this machine alone, without tokens until there are some.
    public static AccessSettings local() {
        return new AccessSettings(
                false,
                TrustedProxy.NONE,
                REQUESTS_PER_SECOND,
                UPLOADS_PER_MINUTE,
                FAILURES_PER_MINUTE,
                AUDIT_KEPT,
                AUDIT_ENTRIES);
    }

    /// The same, but nobody is let in unknown.
    public AccessSettings always() {
        return new AccessSettings(
                true, proxy, requestsPerSecond, uploadsPerMinute, failuresPerMinute, auditKept, auditEntries);
    }
}
