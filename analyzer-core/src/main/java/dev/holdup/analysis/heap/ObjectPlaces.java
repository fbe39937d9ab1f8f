package dev.holdup.analysis.heap;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where each object's row is, before a search and after it has written preorder numbers over the places.
public final class ObjectPlaces {
    private final IntTable placeByObject;
    private final Map<Integer, Integer> placeOfLiveThread = new HashMap<>();
    private @Nullable IntTable placeByPreorder;

    ObjectPlaces(IntTable placeByObject) {
        this.placeByObject = placeByObject;
    }

    /// The table itself, for the search to take over: `placeByObject[objectIndex]`, with room behind for
    /// virtual nodes.
    public IntTable table() {
        return placeByObject;
    }

    /// Keeps the place of a live thread's object, before the search marks it.
    public void keep(int objectIndex) {
        placeOfLiveThread.put(objectIndex, placeByObject.get(objectIndex));
    }

    /// Told by the search once ~preorder stands where the places were.
    public void searched(IntTable placeOfPreorder) {
        this.placeByPreorder = placeOfPreorder;
    }

    int of(int objectIndex) {
        int place = placeByObject.get(objectIndex);
        if (place >= 0) {
            return place;
        }
        Integer kept = placeOfLiveThread.get(objectIndex);
        if (kept != null) {
            return kept;
        }
        return placeByPreorder == null ? 0 : placeByPreorder.get(~place);
    }
}
