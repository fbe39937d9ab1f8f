package dev.holdup.server.access;

import java.util.LinkedHashMap;
import java.util.Map;

/// How often something may happen: as a bucket for each key, from which one is taken each time, and which fills again
/// steadily. Of more keys than the table has room for, the one that was quiet longest begins anew.
public final class RateLimit {
    private static final int KEYS = 10_000;

    private final double burst;
    private final double perNano;
    private final Map<String, Bucket> bucketByKey = new LinkedHashMap<>(16, 0.75f, true);

    /// @param burst how many at once
    /// @param perMinute how many in the long run
    public RateLimit(int burst, int perMinute) {
        this.burst = burst;
        this.perNano = perMinute / 60e9;
    }

    private static final class Bucket {
        private double left;
        private long filledAt;

        private Bucket(double left, long filledAt) {
            this.left = left;
            this.filledAt = filledAt;
        }
    }

    /// @return 0 if it may happen now, otherwise in how many seconds
    public long take(String key) {
        return take(key, System.nanoTime());
    }

    synchronized long take(String key, long nanoTime) {
        Bucket bucket = bucketByKey.computeIfAbsent(key, _ -> new Bucket(burst, nanoTime));
        if (bucketByKey.size() > KEYS) {
            bucketByKey.remove(bucketByKey.keySet().iterator().next());
        }
        bucket.left = Math.min(burst, bucket.left + (nanoTime - bucket.filledAt) * perNano);
        bucket.filledAt = nanoTime;
        if (bucket.left >= 1) {
            bucket.left--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - bucket.left) / perNano / 1e9));
    }

    synchronized int keys() {
        return bucketByKey.size();
    }
}
