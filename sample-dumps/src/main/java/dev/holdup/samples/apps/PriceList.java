package dev.holdup.samples.apps;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The price list of which there is one at a time, kept alive by nobody but the requests that work with it.
final class PriceList {

    private final int bytes;
    private WeakReference<byte @Nullable []> current = new WeakReference<>(null);

    PriceList(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    synchronized byte[] current() {
        byte[] prices = current.get();
        if (prices == null) {
            prices = Payload.ofBytes(bytes);
            current = new WeakReference<>(prices);
        }
        return prices;
    }
}
