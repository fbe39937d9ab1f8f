package dev.holdup.analysis.inspection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Names that may have been meant by one that there is not.
final class NearestNames {
    private static final int MOST = 3;
    /// Longer names are compared by their end, which tells more.
    private static final int LONGEST = 80;

    private record Distant(String name, int distance) {}

    private NearestNames() {}

    /// `: the nearest are A, B and C`, or nothing if none is near.
    static String sentence(String asked, Collection<String> names) {
        List<String> nearest = to(asked, names);
        return switch (nearest.size()) {
            case 0 -> "";
            case 1 -> ": the nearest is " + nearest.getFirst();
            default ->
                ": the nearest are " + String.join(", ", nearest.subList(0, nearest.size() - 1)) + " and "
                        + nearest.getLast();
        };
    }

    /// Those that hold what was asked for, the shortest first, before those that differ in few letters.
    static List<String> to(String asked, Collection<String> names) {
        String word = key(asked);
        return names.stream()
                .distinct()
                .map(name -> new Distant(name, distance(word, key(name))))
                .filter(near -> near.distance() < Math.max(2, simpleName(word).length() / 2))
                .sorted(Comparator.comparingInt(Distant::distance)
                        .thenComparingInt(near -> near.name().length())
                        .thenComparing(Distant::name))
                .limit(MOST)
                .map(Distant::name)
                .toList();
    }

    private static int distance(String asked, String name) {
        if (name.contains(asked)) {
            return 0;
        }
        // A class may be meant by its simple name.
        String simple = simpleName(name);
        return Math.min(editDistance(asked, name), 1 + editDistance(simpleName(asked), simple));
    }

    static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST ? lower : lower.substring(lower.length() - LONGEST);
    }

    /// Levenshtein's: letters to be added, left out or changed.
    static int editDistance(String a, String b) {
        int[] distanceByPrefixOfB = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            distanceByPrefixOfB[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = distanceByPrefixOfB[0];
            distanceByPrefixOfB[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = distanceByPrefixOfB[j];
                distanceByPrefixOfB[j] =
                        Math.min(changed, 1 + Math.min(distanceByPrefixOfB[j], distanceByPrefixOfB[j - 1]));
            }
        }
        return distanceByPrefixOfB[b.length()];
    }
}
