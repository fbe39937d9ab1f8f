package dev.holdup.batch.discovery;

import dev.holdup.dumps.DumpPeek.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sorts files into incidents.
///
/// Without a rule of the user's, files are together that lie in one folder, whose names do not tell of different
/// processes, and that were taken one soon after another. Each heap dump and each Erlang crash dump begins an incident
/// of its own; thread dumps go to the heap dump nearest in time. An archive that cannot be looked into is one incident.
///
/// @param groupBy null for the rule above alone
/// @param window what is taken later than this after the one before is another incident
public record Grouping(@Nullable GroupBy groupBy, Duration window) {

    /// A file with what is known of it.
    private record Clued(
            FoundDump dump,
            String service,
            String host,
            @Nullable Instant time,
            boolean named) {}

    public List<PlannedIncident> of(List<FoundDump> dumps) {
        Map<String, List<Clued>> byKey = new TreeMap<>();
        for (FoundDump dump : dumps) {
            GroupBy.Clues clues = groupBy == null ? null : groupBy.of(dump);
            Instant byName = clues == null || clues.time() == null ? NameClues.time(dump.name()) : clues.time();
            Instant time = dump.capturedAt() == null ? byName : dump.capturedAt();
            if (clues == null) {
                String key = "folder\0" + dump.folder() + "\0" + NameClues.pid(dump.fileName());
                add(byKey, key, new Clued(dump, topFolder(dump), "", time, false));
            } else {
                String key = clues.incident().isEmpty()
                        ? "named\0" + clues.service() + "\0" + clues.host() + "\0" + clues.pid()
                        : "incident\0" + clues.incident();
                add(
                        byKey,
                        key,
                        new Clued(
                                dump,
                                clues.service(),
                                clues.host(),
                                time,
                                !clues.incident().isEmpty()));
            }
        }
        List<PlannedIncident> planned = new ArrayList<>();
        byKey.values().forEach(together -> {
            if (together.getFirst().named()) {
                planned.add(incident(together));
            } else {
                apart(together).forEach(one -> planned.add(incident(one)));
            }
        });
        planned.sort(Comparator.comparing(PlannedIncident::name));
        return planned;
    }

    private static void add(Map<String, List<Clued>> byKey, String key, Clued clued) {
        byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(clued);
    }

    /// Empty for what lies in no folder; an archive is none.
    private static String topFolder(FoundDump dump) {
        int slash = dump.name().indexOf('/');
        String top = slash < 0 ? "" : dump.name().substring(0, slash);
        boolean isArchive = dump.entry() >= 0
                && (dump.location().equals(top) || dump.location().endsWith("/" + top));
        return isArchive ? "" : top;
    }

    private List<List<Clued>> apart(List<Clued> together) {
        List<List<Clued>> incidents = new ArrayList<>();
        List<Clued> followers = new ArrayList<>();
        for (Clued clued : together) {
            if (clued.dump().kind() == Kind.THREADS) {
                followers.add(clued);
            } else {
                incidents.add(new ArrayList<>(List.of(clued)));
            }
        }
        List<List<Clued>> begun = List.copyOf(incidents);
        List<Clued> left = new ArrayList<>();
        for (Clued thread : followers) {
            List<Clued> nearest = nearest(thread, begun);
            if (nearest == null) {
                left.add(thread);
            } else {
                nearest.add(thread);
            }
        }
        incidents.addAll(byTime(left));
        return incidents;
    }

    /// Of incidents that a heap dump began: within the window, or the only one if the time is not known.
    private @Nullable List<Clued> nearest(Clued thread, List<List<Clued>> begun) {
        List<Clued> nearest = null;
        Duration least = window;
        int heaps = 0;
        List<Clued> only = null;
        for (List<Clued> incident : begun) {
            Clued first = incident.getFirst();
            if (first.dump().kind() != Kind.HEAP) {
                continue;
            }
            heaps++;
            only = incident;
            if (thread.time() != null && first.time() != null) {
                Duration apart = Duration.between(thread.time(), first.time()).abs();
                if (apart.compareTo(least) <= 0) {
                    least = apart;
                    nearest = incident;
                }
            }
        }
        boolean unknown =
                only != null && (thread.time() == null || only.getFirst().time() == null);
        return nearest == null && heaps == 1 && unknown ? only : nearest;
    }

    /// Thread dumps alone: one soon after another; those without a time are together.
    private List<List<Clued>> byTime(List<Clued> threads) {
        List<Clued> untimed =
                threads.stream().filter(each -> each.time() == null).toList();
        List<Clued> timed = threads.stream()
                .filter(each -> each.time() != null)
                .sorted(Comparator.comparing(each -> Times.known(each.time())))
                .toList();
        List<List<Clued>> incidents = new ArrayList<>();
        Instant last = null;
        for (Clued thread : timed) {
            Instant time = Times.known(thread.time());
            if (last == null || Duration.between(last, time).compareTo(window) > 0) {
                incidents.add(new ArrayList<>());
            }
            incidents.getLast().add(thread);
            last = time;
        }
        if (!untimed.isEmpty()) {
            if (incidents.size() == 1) {
                incidents.getFirst().addAll(untimed);
            } else {
                incidents.add(untimed);
            }
        }
        return incidents;
    }

    private static PlannedIncident incident(List<Clued> together) {
        List<Clued> ordered = together.stream()
                .sorted(Comparator.comparing(each -> each.dump().name()))
                .toList();
        Instant first = null;
        boolean said = false;
        for (Clued clued : ordered) {
            Instant time = clued.time();
            boolean saysItself = clued.dump().capturedAt() != null;
            if (time != null
                    && (first == null || (saysItself && !said) || (saysItself == said && time.isBefore(first)))) {
                first = time;
                said = saysItself;
            }
        }
        Clued named = ordered.getFirst();
        return new PlannedIncident(ordered.stream().map(Clued::dump).toList(), named.service(), named.host(), first);
    }

    /// Times of which somebody made sure that they are known.
    private static final class Times {
        static Instant known(@Nullable Instant time) {
            return java.util.Objects.requireNonNull(time);
        }
    }
}
