package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A program that needs nearly all of its heap for data of ten kinds, none of which is large, and makes garbage fast.
///
/// Nothing is wrong but the size of the heap. Arguments: entries of each kind, bytes an entry, threads at work.
public final class BusyFeed {

    private static final class Articles {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Prices {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Stocks {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Suppliers {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Customers {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Orders {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Invoices {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Returns {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Pictures {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private static final class Reviews {
        static final Map<Integer, byte[]> BY_NUMBER = new HashMap<>();
    }

    private BusyFeed() {}

    public static void main(String... args) throws IOException {
        int entries = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        for (int i = 0; i < entries; i++) {
            Articles.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Prices.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Stocks.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Suppliers.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Customers.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Orders.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Invoices.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Returns.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Pictures.BY_NUMBER.put(i, Payload.ofBytes(bytes));
            Reviews.BY_NUMBER.put(i, Payload.ofBytes(bytes));
        }
        Crowd.start("feed", Integer.parseInt(args[2]), number -> feed(bytes));
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    /// Keeps the last few messages; the others are garbage.
    private static void feed(int bytes) {
        Deque<byte[]> latest = new ArrayDeque<>();
        while (true) {
            latest.add(Payload.ofBytes(bytes));
            if (latest.size() > 100) {
                latest.remove();
            }
        }
    }
}
