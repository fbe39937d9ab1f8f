package dev.holdup.analysis.look;

import java.util.Locale;

/// What is asked of a kept heap.
///
/// @param subject an address, a class's number, a part of a name, or the top of the dominator tree
/// @param order of classes: `RETAINED`, `SHALLOW`, `INSTANCES` or `NAME`
public record LookQuery(What what, String subject, String order, Window window) {

    public enum What {
        HEAP,
        DOMINATED,
        OBJECT,
        ELEMENTS,
        REFERRERS,
        WAYS,
        VALUES,
        CLASSES,
        CLASS,
        INSTANCES,
        THREADS,
        THREAD
    }

    /// Whether it is an order of classes, in lower case.
    public static boolean isOrder(String word) {
        for (Classes.Order order : Classes.Order.values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /// As one line of text.
    public String line() {
        return what + "\t" + order + "\t" + window.offset() + "\t" + window.limit() + "\t"
                + subject.replaceAll("[\\t\\r\\n]", " ");
    }

    /// @throws IllegalArgumentException if it is none
    public static LookQuery of(String line) {
        String[] words = line.split("\t", 5);
        if (words.length != 5) {
            throw new IllegalArgumentException("no query: " + line);
        }
        return new LookQuery(
                What.valueOf(words[0]),
                words[4],
                words[1],
                new Window(Long.parseLong(words[2]), Integer.parseInt(words[3])));
    }
}
