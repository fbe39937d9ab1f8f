package dev.holdup.analysis.look;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// A page of many things.
///
/// @param total how many there are
/// @param offset of the first one shown
public record Slice<T>(long total, long offset, List<T> items) {

    static <T> Slice<T> of(long total, Window window, LongFunction<T> item) {
        List<T> items = new ArrayList<>();
        long end = window.offset() >= total ? window.offset() : Math.min(total, window.offset() + window.limit());
        for (long i = window.offset(); i < end; i++) {
            items.add(item.apply(i));
        }
        return new Slice<>(total, window.offset(), List.copyOf(items));
    }
}
