package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Groups that wait for one owner or one resource, and are large enough to matter.
///
/// Large enough: at least three threads, and a tenth of those that are not idle or a tenth of the memory. With
/// several thread dumps another one must show it too, at a quarter of its size or more: contention of a moment
/// explains no incident.
final class BlockedGroups {
    static final int FEWEST_UNITS = 3;
    static final double SMALLEST_SHARE = 0.10;
    private static final double LASTING = 0.25;

    private final Incident incident;
    private final RankedGroups ranked;

    BlockedGroups(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
    }

    List<Explanation> find() {
        Map<Integer, Explanation> byGroup = new LinkedHashMap<>();
        for (StackGroup group : ranked.inOrder()) {
            Rule rule = group.rule();
            boolean explained = rule != null && group.role() == GroupRole.VICTIM;
            if ((explained || incident.isHeld(group)) && !group.idle() && isSignificant(group)) {
                byGroup.put(group.index(), explain(group));
            }
        }
        for (int waiting : List.copyOf(byGroup.keySet())) {
            StackGroup group = incident.groups().groups().get(waiting);
            StackGroup holders = holdersHeldUp(group);
            Explanation theirs = byGroup.get(waiting);
            if (holders != null && theirs != null) {
                Explanation first = byGroup.getOrDefault(holders.index(), explain(holders));
                byGroup.put(holders.index(), first.before(theirs, upstream(group)));
            }
        }
        return List.copyOf(byGroup.values());
    }

    /// The group of most of those who hold what this one waits for, if they wait for an owner in turn: the head of the
    /// chain is behind them. Null if they are not held up, or only by what is outside of this JVM.
    private @Nullable StackGroup holdersHeldUp(StackGroup group) {
        Resource resource = incident.resourceOf(group);
        if (resource == null || incident.ownerOf(group) != null) {
            return null;
        }
        Map<Integer, Integer> holdersByGroup = new HashMap<>();
        resource.holders()
                .forEach(holder -> holdersByGroup.merge(
                        incident.groups().groupOf(holder.unit()).index(), 1, Integer::sum));
        return holdersByGroup.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() > resource.holders().size() && entry.getKey() != group.index())
                .map(entry -> incident.groups().groups().get(entry.getKey()))
                .filter(holders -> {
                    GroupOwner owner = incident.ownerOf(holders);
                    return owner != null && !owner.knownBy().isInferred() && !owner.cyclic();
                })
                .findFirst()
                .orElse(null);
    }

    private String upstream(StackGroup group) {
        return Words.threads(group.size()) + (group.size() == 1 ? " waits " : " wait ")
                + WaitWords.waits(group, incident) + ", which these threads have.";
    }

    /// Waiting groups as large, of which nothing says what they wait for.
    List<StackGroup> unexplained() {
        return ranked.inOrder().stream()
                .filter(group -> group.role() == GroupRole.UNEXPLAINED && !incident.isHeld(group))
                .filter(group -> switch (group.activity()) {
                    case BLOCKED, WAITING -> true;
                    case RUNNING, SLEEPING, ENDED -> false;
                })
                .filter(this::isSignificant)
                .toList();
    }

    private boolean isSignificant(StackGroup group) {
        return group.size() >= FEWEST_UNITS
                && Math.max(unitsShare(group), memoryShare(group)) >= SMALLEST_SHARE
                && incident.history().lasts(group, FEWEST_UNITS, LASTING);
    }

    private double unitsShare(StackGroup group) {
        return incident.activeUnits() == 0 ? 0 : (double) group.size() / incident.activeUnits();
    }

    private double memoryShare(StackGroup group) {
        MemoryFacts memory = incident.memory();
        Long retained = incident.retainedOf(group);
        return memory == null || retained == null ? 0 : memory.share(retained);
    }

    /// What it keeps alive through a queue is that queue's story.
    private double queuedShare(StackGroup group) {
        MemoryFacts memory = incident.memory();
        return memory == null ? 0 : memory.share(incident.queuedBytes(group));
    }

    private Explanation explain(StackGroup group) {
        GroupOwner owner = incident.ownerOf(group);
        Rule rule = group.rule();
        Long retained = incident.retainedOf(group);
        BlockedConfidence sure = new BlockedConfidence(group, incident, memoryShare(group));
        Confidence confidence = sure.confidence();
        double certainty = switch (confidence) {
            case HIGH -> 1;
            case MEDIUM -> 0.8;
            case LOW -> 0.5;
        };
        return new Explanation(
                certainty * Math.max(unitsShare(group), memoryShare(group) - queuedShare(group)),
                "blocked",
                headline(group, owner),
                confidence,
                sure.because(),
                WaitWords.subsystem(group, incident),
                WaitWords.cause(group, incident),
                group.blockedFrame(),
                group.size(),
                retained,
                retained == null ? null : memoryShare(group),
                ranked.rank(group),
                owner == null ? null : OwnerWords.owner(owner, incident),
                sentences(group, owner),
                evidence(group, owner),
                rule == null ? List.of() : rule.remedies());
    }

    private String headline(StackGroup group, @Nullable GroupOwner owner) {
        StringBuilder text =
                new StringBuilder(group.size() + " threads wait ").append(WaitWords.waits(group, incident));
        Resource resource = incident.resourceOf(group);
        if (owner == null && resource != null) {
            text.append(new ResourceWords(resource, incident).inHeadline());
        }
        if (owner != null && owner.cyclic()) {
            text.append(", behind a deadlock");
        } else if (owner != null) {
            text.append(" while ")
                    .append(Words.brief(owner.head().name()))
                    .append(" is ")
                    .append(OwnerWords.doing(owner.head(), incident));
        }
        Long retained = incident.retainedOf(group);
        if (retained != null) {
            text.append("; together they alone keep ")
                    .append(Words.bytes(retained))
                    .append(" (")
                    .append(Words.percent(memoryShare(group)))
                    .append(") alive");
        }
        return text.append('.').toString();
    }

    private List<String> sentences(StackGroup group, @Nullable GroupOwner owner) {
        Rule rule = group.rule();
        List<String> sentences = new ArrayList<>(rule == null ? List.of() : rule.explanation());
        if (owner != null) {
            Owner told = OwnerWords.owner(owner, incident);
            Long kept = incident.retainedOf(owner.head());
            sentences.add(told.unit() + " is at the head of the queue: it is " + told.doing()
                    + (kept == null ? "." : ", and keeps " + Words.bytes(kept) + " alive itself."));
            Unit carrier = incident.waits().carrier(owner.head());
            if (carrier != null) {
                sentences.add("It is a virtual thread and runs on " + carrier.name() + ".");
            }
            if (owner.chain().size() > 1) {
                sentences.add("The chain is "
                        + Words.list(owner.chain().stream().map(Unit::name).toList()) + ", each waiting for the next.");
            }
        }
        Resource resource = incident.resourceOf(group);
        if (owner == null && resource != null) {
            sentences.addAll(new ResourceWords(resource, incident).sentences(group));
        }
        if (!incident.isHeld(group) && rule != null && BlockedConfidence.hasNoOwner(rule)) {
            sentences.addAll(possibleHolders(group));
        }
        String pace = pace(group, owner);
        if (!pace.isEmpty()) {
            sentences.add(pace);
        }
        long others = incident.groups().groups().stream()
                .filter(other -> other.index() != group.index() && sameHead(other, owner))
                .mapToLong(StackGroup::size)
                .sum();
        if (others > 0) {
            sentences.add(Words.threads((int) others) + " in other groups wait for the same owner.");
        }
        return sentences;
    }

    /// The largest other groups at work: what they stand in, without the claim that they hold it.
    private List<String> possibleHolders(StackGroup group) {
        return ranked.inOrder().stream()
                .filter(other -> other.index() != group.index() && !other.idle() && other.size() >= FEWEST_UNITS)
                .filter(other -> other.role() != GroupRole.VICTIM)
                .sorted(Comparator.comparingInt(StackGroup::size).reversed())
                .limit(2)
                .map(other -> Words.threads(other.size()) + " at work elsewhere may hold them: they are "
                        + OwnerWords.doingOfSeveral(other.members().getFirst(), incident) + " (" + other.blockedFrame()
                        + ").")
                .toList();
    }

    private boolean sameHead(StackGroup other, @Nullable GroupOwner owner) {
        GroupOwner others = incident.ownerOf(other);
        return owner != null && others != null && others.head() == owner.head();
    }

    /// Stuck or slow, as far as several dumps tell.
    private String pace(StackGroup group, @Nullable GroupOwner owner) {
        GroupHistory history = incident.history();
        if (history.dumps() < 2) {
            return "";
        }
        if (history.shown(group) == 0) {
            return "Only the heap dump shows these threads, so whether they are stuck or slow cannot be told.";
        }
        int telling = history.telling(group);
        if (telling < 2) {
            return "Only one of the thread dumps shows such threads, so whether they are stuck or slow cannot be told.";
        }
        int persistent = history.persistent(group);
        String members = persistent + " of the " + group.size() + " stood there in all " + telling + " thread dumps"
                + (telling < history.dumps() ? " that show such threads" : "");
        if (owner == null) {
            return members + ".";
        }
        List<String> names = ownerNames(group, owner);
        if (names.size() > 1) {
            return members + ", while the owner changed (" + Words.list(names) + "): slow rather than stuck.";
        }
        if (names.isEmpty()) {
            return members + ".";
        }
        return members + ", and the owner was " + names.getFirst() + " whenever a dump tells; the head of the queue "
                + (GroupHistory.isMotionless(owner.head())
                        ? "has the same stack every time: stuck rather than slow."
                        : "does not stand still: slow rather than stuck.");
    }

    /// Distinct, in the order of the dumps.
    private List<String> ownerNames(StackGroup group, GroupOwner owner) {
        List<String> names = new ArrayList<>();
        for (int dump = 0; dump < incident.history().dumps(); dump++) {
            Unit then = GroupHistory.ownerIn(dump, group, owner, incident.waits(), incident.history());
            if (then != null && !names.contains(then.name())) {
                names.add(then.name());
            }
        }
        return names;
    }

    private List<Evidence> evidence(StackGroup group, @Nullable GroupOwner owner) {
        List<Evidence> evidence = new ArrayList<>();
        Unit witness = witness(group);
        evidence.add(new Evidence(
                group.size() + " threads stand at " + WaitWords.place(group) + ", such as " + witness.name() + ".",
                sourceOf(witness)));
        if (owner != null) {
            Unit direct = owner.direct();
            Source held = owner.edge() == null
                    ? null
                    : RankedGroups.source(owner.edge().ownerSource());
            String by = owner.knownBy().isInferred()
                    ? direct.name() + " is taken for the owner ("
                            + owner.knownBy().label() + ")."
                    : direct.name() + " holds what " + owner.waiters() + " of them wait for ("
                            + owner.knownBy().label() + ").";
            evidence.add(new Evidence(by, held == null ? headerOf(direct) : held));
            String frame = incident.groups().frameByUnit()[owner.head().index()].name();
            if (!frame.isEmpty()) {
                evidence.add(new Evidence(owner.head().name() + " is in " + frame + ".", headerOf(owner.head())));
            }
        }
        Resource resource = incident.resourceOf(group);
        if (owner == null && resource != null) {
            evidence.addAll(new ResourceWords(resource, incident).evidence());
        }
        MemoryFacts memory = incident.memory();
        Long retained = incident.retainedOf(group);
        if (memory != null) {
            memory.facts().of(group).forEach(fact -> evidence.add(fact(fact, group, memory)));
        }
        if (memory != null && retained != null) {
            evidence.add(new Evidence(
                    "Without these threads " + Words.bytes(retained) + " would be free, "
                            + Words.percent(memory.share(retained)) + " of the reachable memory.",
                    new Source(memory.input(), null, null)));
        }
        return evidence;
    }

    private static Evidence fact(Group.Fact fact, StackGroup group, MemoryFacts memory) {
        String whose =
                fact.units() < group.size() ? ", for which " + Words.threads(fact.units()) + " of them wait" : "";
        return new Evidence(
                fact.text() + " (" + fact.className() + ")" + whose + ".", new Source(memory.input(), null, null));
    }

    /// A member whose waiting a line of a thread dump shows, if there is one.
    private Unit witness(StackGroup group) {
        return group.members().stream()
                .filter(unit -> incident.waits().reasonSource(unit) != null)
                .findFirst()
                .orElse(group.members().getFirst());
    }

    private @Nullable Source sourceOf(Unit unit) {
        Source line = RankedGroups.source(incident.waits().reasonSource(unit));
        return line == null ? headerOf(unit) : line;
    }

    private @Nullable Source headerOf(Unit unit) {
        JvmThread latest = unit.latest();
        if (latest != null) {
            return RankedGroups.source(latest.location());
        }
        MemoryFacts memory = incident.memory();
        return memory == null ? null : new Source(memory.input(), null, null);
    }
}
