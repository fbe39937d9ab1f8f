package dev.holdup.analysis.look;

import java.util.Arrays;

/// Objects that a search has met, each with the one it was met from, in the order in which they were.
final class SeenObjects {
    private static final int NONE = -1;

    private int[] objects = new int[1 << 10];
    private int[] fromPlaces = new int[1 << 10];
    private int size;
    /// Places by hashed object; twice as many at least as there are objects.
    private int[] placeByHash = empty(1 << 12);

    private static int[] empty(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }

    int size() {
        return size;
    }

    int object(int place) {
        return objects[place];
    }

    /// Place of the one it was met from; −1 for the first.
    int from(int place) {
        return fromPlaces[place];
    }

    /// Notes an object unless it was met before.
    void add(int object, int fromPlace) {
        int hash = slot(object);
        if (placeByHash[hash] != NONE) {
            return;
        }
        if (size == objects.length) {
            objects = Arrays.copyOf(objects, 2 * size);
            fromPlaces = Arrays.copyOf(fromPlaces, 2 * size);
        }
        objects[size] = object;
        fromPlaces[size] = fromPlace;
        placeByHash[hash] = size++;
        if (2 * size > placeByHash.length) {
            placeByHash = empty(2 * placeByHash.length);
            for (int place = 0; place < size; place++) {
                placeByHash[slot(objects[place])] = place;
            }
        }
    }

    private int slot(int object) {
        int mask = placeByHash.length - 1;
        int at = ((object * 0x9E3779B9) >>> 7) & mask;
        while (placeByHash[at] != NONE && objects[placeByHash[at]] != object) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
