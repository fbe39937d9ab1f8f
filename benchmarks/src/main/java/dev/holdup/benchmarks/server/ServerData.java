package dev.holdup.benchmarks.server;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a shop's server keeps: customers with orders, a catalogue, sessions, a page cache that may go, a log.
///
/// About 34 objects a customer, nearly all of them small; a few percent have more than one referrer; some customers
/// get orders long after they were made, so that neighbours in a list are not always neighbours in the heap.
final class ServerData {
    /// In a dump with ids of eight bytes; measured.
    private static final long DUMP_BYTES_PER_CUSTOMER = 1_585;
    /// The JVM's own objects, classes and names; measured.
    private static final long DUMP_BYTES_BESIDE = 12_450_000;

    private static final int PRODUCTS = 5_000;
    /// Orders point to the one before, up to this many.
    private static final int CHAIN = 1_000;

    private record Product(String name, Double price, List<Product> related, byte[] picture) {}

    private record Item(Product product, Integer quantity, Double price) {}

    /// Refers to the order before it.
    private record Order(
            Customer customer,
            long number,
            List<Item> items,
            Double total,
            String note,
            @Nullable Order before) {}

    private record Customer(
            String name, Integer region, List<Order> orders, Map<String, Object> attributes, Long since) {}

    private record Page(String title, byte[] html) {}

    /// Compared by identity, unlike the records. Its fields are there to be dumped.
    @SuppressWarnings("unused")
    private static final class Session {
        final Customer customer;
        final long[] clicks;

        Session(Customer customer, long[] clicks) {
            this.customer = customer;
            this.clicks = clicks;
        }
    }

    private final Random random;
    private final List<Product> catalogue = new ArrayList<>();
    private final List<Customer> customersByNumber = new ArrayList<>();
    private final Map<String, Customer> customersByName = new ConcurrentHashMap<>();
    private final Map<String, SoftReference<Page>> pages = new HashMap<>();
    private final ArrayDeque<Session> sessions = new ArrayDeque<>();
    private final WeakHashMap<Session, Long> lastSeen = new WeakHashMap<>();
    private final ArrayDeque<String> log = new ArrayDeque<>();
    private @Nullable Order lastOrder;
    private long orders;

    /// How many customers make a dump of about that size.
    static int customersFor(long dumpBytes) {
        return Math.toIntExact(Math.max(0, dumpBytes - DUMP_BYTES_BESIDE) / DUMP_BYTES_PER_CUSTOMER);
    }

    ServerData(int customers, long seed) {
        random = new Random(seed);
        for (int i = 0; i < PRODUCTS; i++) {
            catalogue.add(new Product(
                    "product-" + i, random.nextDouble(), new ArrayList<>(2), new byte[random.nextInt(400)]));
            catalogue.get(random.nextInt(i + 1)).related().add(catalogue.get(i));
        }
        for (int i = 0; i < customers; i++) {
            customer(i);
        }
    }

    private void customer(int number) {
        Customer customer = new Customer(
                "customer-" + random.nextInt(),
                1_000 + random.nextInt(1_000_000),
                new ArrayList<>(2),
                number % 2 == 0 ? new HashMap<>(4) : Map.of(),
                1_600_000_000_000L + number);
        if (number % 2 == 0) {
            customer.attributes().put("lastLogin", 1_700_000_000_000L + number);
            customer.attributes().put("language", "language-" + random.nextInt(100));
        }
        customersByNumber.add(customer);
        customersByName.put("customer-" + number, customer);
        order(customer);
        order(random.nextInt(10) == 0 ? customersByNumber.get(random.nextInt(number + 1)) : customer);
        if (number % 4 == 0) {
            sessions.add(new Session(customer, new long[random.nextInt(16)]));
            lastSeen.put(sessions.getLast(), 1_700_000_000_000L + number);
        }
        if (number % 16 == 0) {
            pages.put("/page/" + number, new SoftReference<>(new Page("Page " + number, new byte[200])));
            log.add("customer " + number + " logged in");
        }
    }

    private void order(Customer customer) {
        List<Item> items = new ArrayList<>(2);
        double total = 0;
        for (int i = 0; i < 2; i++) {
            double price = random.nextDouble();
            items.add(new Item(catalogue.get(random.nextInt(PRODUCTS)), 1_000 + random.nextInt(100_000), price));
            total += price;
        }
        String note = orders % 3 == 0 ? "leave it at door " + random.nextInt(1_000_000) : "";
        Order order = new Order(customer, orders, items, total, note, lastOrder);
        customer.orders().add(order);
        lastOrder = ++orders % CHAIN == 0 ? null : order;
    }
}
