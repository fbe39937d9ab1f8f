package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapDominators.Dominator;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the memory is, as areas: holders, in them the groups of units or the largest dominators, in those classes.
///
/// Across, tiles stand in shares of the tile around them, so that the browser fits them to any width; down, in pixels.
public record Treemap(List<Tile> tiles) {
    public static final int HEIGHT = 420;

    /// Room for the label of a tile with others in it.
    public static final int LABEL = 24;

    /// Width for which tiles are made square; the browser stretches them to what there is.
    private static final int WIDTH = 960;

    /// Below this there is no room for further tiles.
    private static final int LEAST_HEIGHT = 34;

    /// Smaller ones are one tile together.
    private static final double SMALLEST_SHARE = 0.004;

    private static final int MOST_CHILDREN = 24;

    /// Levels of dominators below a holder.
    private static final int MOST_DEPTH = 3;

    /// @param href of what the page says of it, null if nothing
    /// @param cssClass its colour
    /// @param children within it, below its label
    public record Tile(
            String x,
            int y,
            String width,
            int height,
            String label,
            String figure,
            String tip,
            @Nullable String href,
            String cssClass,
            List<Tile> children) {}

    /// A part before it has its place.
    record Part(String label, long bytes, @Nullable String href, String cssClass, List<Part> parts) {}

    static @Nullable Treemap of(IncidentReport report, StackedBar holders) {
        Memory memory = report.memory();
        if (memory == null || memory.totalBytes() <= 0) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        for (Memory.Holder holder : memory.byHolder()) {
            String cssClass = holders.segments().stream()
                    .filter(segment -> segment.label().equals(holder.holder()))
                    .map(StackedBar.Segment::cssClass)
                    .findFirst()
                    .orElse("part-4");
            List<Part> within = groupsUnder(holder.holder(), report, cssClass);
            if (within.isEmpty()) {
                within = dominatorsUnder(holder.holder(), report, cssClass);
            }
            parts.add(new Part(holder.holder(), holder.bytes(), null, cssClass, within));
        }
        return new Treemap(placed(parts, memory.totalBytes(), memory.totalBytes(), WIDTH, HEIGHT, "rest"));
    }

    private static List<Part> groupsUnder(String holder, IncidentReport report, String cssClass) {
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < report.groups().size(); index++) {
            Group group = report.groups().get(index);
            Long retained = group.retainedBytes();
            if (retained != null && retained > 0 && holder.equals(holderOf(group, report))) {
                String label = CountFormat.count(group.units()) + " in " + Wording.brief(group.blockedFrame());
                parts.add(new Part(label, retained, GroupCard.href(index, report), cssClass, heldBy(group, cssClass)));
            }
        }
        return parts;
    }

    private static List<Part> dominatorsUnder(String holder, IncidentReport report, String cssClass) {
        HeapViews views = report.views();
        HeapDominators dominators = views == null ? null : views.dominators();
        return dominators == null
                ? List.of()
                : dominators.tree().stream()
                        .filter(top -> top.name().equals(holder))
                        .findFirst()
                        .map(top -> Stream.concat(
                                        parts(top.children(), cssClass, 0).stream(),
                                        top.smaller().stream().map(alike -> part(alike, cssClass)))
                                .toList())
                        .orElse(List.of());
    }

    private static Part part(HeapDominators.TopClass alike, String cssClass) {
        String label = CountFormat.count(alike.objects()) + " × " + Wording.briefClass(alike.className());
        return new Part(label, alike.retainedBytes(), null, cssClass, List.of());
    }

    /// Those of one name are one part, so that a pool of two hundred alike is seen as what it is.
    private static List<Part> parts(List<Dominator> dominators, String cssClass, int depth) {
        Map<String, List<Dominator>> byName = new LinkedHashMap<>();
        dominators.forEach(dominator -> byName.computeIfAbsent(dominator.name(), name -> new ArrayList<>())
                .add(dominator));
        List<Part> parts = new ArrayList<>();
        byName.forEach((name, alike) -> {
            long bytes = alike.stream().mapToLong(Dominator::retainedBytes).sum();
            List<Dominator> below =
                    alike.stream().flatMap(one -> one.children().stream()).toList();
            String label = (alike.size() == 1 ? "" : alike.size() + " × ") + Wording.briefClass(name);
            parts.add(new Part(
                    label, bytes, null, cssClass, depth == MOST_DEPTH ? List.of() : parts(below, cssClass, depth + 1)));
        });
        return parts;
    }

    /// Under which heading of `memory.byHolder` a group counts; null if under none.
    private static @Nullable String holderOf(Group group, IncidentReport report) {
        String units = Wording.unitsNoun(report.units());
        return switch (group.role()) {
            case "victim" -> "blocked " + units;
            case "unexplained" -> "waiting " + units;
            case "idle" -> "idle " + units;
            case "owner" -> report.erlang() == null ? "running " + units : "processes that others wait for";
            case "running" -> "running " + units;
            default -> null;
        };
    }

    private static List<Part> heldBy(Group group, String cssClass) {
        List<Part> parts = new ArrayList<>();
        for (Group.FrameHolding holding : group.topRetained()) {
            String label = Wording.briefClass(holding.className()) + " in " + Wording.brief(holding.frame());
            parts.add(new Part(label, holding.bytes(), null, cssClass, List.of()));
        }
        return parts;
    }

    /// @param whole bytes of the area
    /// @param restClass colour of what the parts do not fill
    private static List<Tile> placed(
            List<Part> parts, long whole, long total, double width, int height, String restClass) {
        if (height < LEAST_HEIGHT) {
            return List.of();
        }
        List<Part> shown = new ArrayList<>();
        long told = 0;
        List<Part> bySize = parts.stream()
                .filter(part -> part.bytes() > 0)
                .sorted(Comparator.comparingLong(Part::bytes).reversed())
                .toList();
        for (Part part : bySize) {
            // Parts of parts may overlap; what they say together never exceeds the whole.
            long bytes = Math.min(part.bytes(), whole - told);
            if (shown.size() < MOST_CHILDREN && bytes >= total * SMALLEST_SHARE) {
                shown.add(new Part(part.label(), bytes, part.href(), part.cssClass(), part.parts()));
                told += bytes;
            }
        }
        if (shown.isEmpty()) {
            return List.of();
        }
        if (whole - told >= total * SMALLEST_SHARE) {
            shown.add(new Part("smaller ones", whole - told, null, restClass, List.of()));
            shown.sort(Comparator.comparingLong(Part::bytes).reversed());
        }
        List<Rectangle> places =
                Rectangle.WHOLE.divided(shown.stream().map(Part::bytes).toList(), width / height);
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Part part = shown.get(i);
            Rectangle place = places.get(i);
            int top = (int) Math.round(place.y() * height);
            int tall = (int) Math.round((place.y() + place.height()) * height) - top;
            String figure = ByteFormat.bytes(part.bytes());
            tiles.add(new Tile(
                    Rectangle.percent(place.x()),
                    top,
                    Rectangle.percent(place.width()),
                    tall,
                    part.label(),
                    figure,
                    part.label() + ": " + figure + ", " + CountFormat.percent(part.bytes(), total),
                    part.href(),
                    part.cssClass(),
                    placed(
                            part.parts(),
                            part.bytes(),
                            total,
                            width * place.width(),
                            tall - LABEL,
                            part.cssClass() + " rest")));
        }
        return tiles;
    }
}
